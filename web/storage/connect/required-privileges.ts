/** The least privileges that a customer database needs; a test runs these statements. */
export const REQUIRED_PRIVILEGES_SQL = {
  postgres: `CREATE ROLE vektra LOGIN PASSWORD 'a long random one';
CREATE DATABASE vektra OWNER vektra;
REVOKE ALL ON DATABASE vektra FROM PUBLIC;`,
  mysql: `CREATE DATABASE vektra CHARACTER SET utf8mb4;
CREATE USER 'vektra'@'%' IDENTIFIED BY 'a long random one' REQUIRE SSL;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP,
  INDEX, REFERENCES, TRIGGER ON vektra.* TO 'vektra'@'%';`,
} as const;
