/** What rules call leaving the fence around commands: `unfenced(npm install *)`. */
export const unfencedTool = "unfenced";
