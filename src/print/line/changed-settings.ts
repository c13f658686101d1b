/** What is said of settings that have changed in the middle of a conversation; its model is one that only `/model` changes. */
export function changedSettings(keys: readonly string[], defaultModel: string | undefined, model: string): readonly string[] {
  const inForce = keys.filter((key) => key !== "model");
  return [
    ...(inForce.length === 0 ? [] : [`Settings changed, in force from here on: ${inForce.join(", ")}`]),
    ...(inForce.length === keys.length || defaultModel === model ? [] : [modelText(defaultModel, model)]),
  ];
}

function modelText(defaultModel: string | undefined, model: string): string {
  if (defaultModel === undefined) return `There is no default model any more; this conversation goes on with ${model}.`;
  return `The default model is now ${defaultModel}; this conversation goes on with ${model}. To change that: /model ${defaultModel}`;
}
