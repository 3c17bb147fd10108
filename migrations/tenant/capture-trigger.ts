/**
 * The trigger that notes a changed row's key while the guild is being moved. Permanent, because a
 * move must not change tables that other guilds write to; without the setting, which only
 * enter_write makes and only while the guild is copied, it costs one look at a setting a row.
 * @param key the columns of the primary key behind `guild_id`
 */
export const captureTriggerSql = (table: string, key: readonly string[]): string =>
  `CREATE TRIGGER capture_change AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW
     WHEN (current_setting('vektra.capture', true) = 'on')
     EXECUTE FUNCTION capture_change(${key.map((column) => `'${column}'`).join(', ')})`;
