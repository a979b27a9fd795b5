-- A journal of version 1 as the program of that version wrote it: one session, cut off.
BEGIN TRANSACTION;
CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            opened_at TEXT,              -- wall clock, ISO 8601; NULL before the first event
            plan TEXT,                   -- the plan's name; NULL without a plan
            title TEXT NOT NULL DEFAULT '',
            outcome TEXT,                -- NULL until the session has ended
            duration_s REAL NOT NULL DEFAULT 0,
            active_s REAL NOT NULL DEFAULT 0,
            distance_m REAL NOT NULL DEFAULT 0
        );
INSERT INTO "sessions" VALUES(4,'2026-03-01T18:30:00+01:00','1-2','1:2, first steps',NULL,3.0,1.0,0.5);
CREATE TABLE events (
            session_id INTEGER NOT NULL REFERENCES sessions (id),
            seq INTEGER NOT NULL,        -- from 0, without gaps
            t REAL NOT NULL,             -- seconds since the session began
            type TEXT NOT NULL,
            body TEXT NOT NULL,          -- the whole event as JSON
            PRIMARY KEY (session_id, seq)
        ) WITHOUT ROWID;
INSERT INTO "events" VALUES(4,0,0.0,'SessionOpened','{"t":0.0,"type":"SessionOpened","plan":{"name":"1-2","title":"1:2, first steps","steps":[{"kind":"run","speed_kmh":8.5,"duration_s":60.0,"distance_m":null,"until_bpm":null,"incline_percent":null}],"about":"","maximum_kmh":null},"runner":{"name":"","cap_kmh":12.0,"mass_kg":70.0,"max_bpm":185,"zone_floors_percent":[50,60,70,80,90]},"opened_at":"2026-03-01T18:30:00+01:00","program":"runwalk-tui 0.1.0","virtual":false}');
INSERT INTO "events" VALUES(4,1,2.0,'BeltReading','{"t":2.0,"type":"BeltReading","speed_kmh":0.8,"distance_m":null,"incline_percent":null,"elapsed_s":null,"energy_kcal":null,"heart_bpm":null,"steps":null}');
INSERT INTO "events" VALUES(4,2,3.0,'HeartReading','{"t":3.0,"type":"HeartReading","bpm":98,"contact":true,"rr_s":[0.61]}');
PRAGMA user_version = 1;
COMMIT;
