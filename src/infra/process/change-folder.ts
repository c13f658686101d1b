/** Makes a folder the working directory of this process and of those it starts. Throws where there is none. */
export function changeFolder(folder: string): void {
  process.chdir(folder);
}
