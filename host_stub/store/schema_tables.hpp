// The tables of each schema version, as SQL. A released version is never edited: the next one is
// a further script.
//
// Times are UTC milliseconds; 0 in a reference column means none where no foreign key is declared.
// Ids of the remote side are TEXT. Rows that other systems name (tickets, accounts, connections)
// are AUTOINCREMENT: an id is never used twice.
#pragma once

namespace stub {

extern const char* const kSchemaVersion1;
extern const char* const kSchemaVersion2;
extern const char* const kSchemaVersion3;
extern const char* const kSchemaVersion4;
extern const char* const kSchemaVersion5;
extern const char* const kSchemaVersion6;
extern const char* const kSchemaVersion7;
extern const char* const kSchemaVersion8;
extern const char* const kSchemaVersion9;

}  // namespace stub
