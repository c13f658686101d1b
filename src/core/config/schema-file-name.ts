/** The schema beside the user's config file. */
export const schemaFileName = "config.schema.json";
