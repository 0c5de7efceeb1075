#pragma once

#include "cli_world.hpp"

namespace cli_world {

/// A register with a row in every table, and a copy of it to be changed.
struct FullHouse {
    Folder folder;
    World world;
    std::string whole = folder / "whole.db";
    std::string hurt = folder / "hurt.db";

    FullHouse() {
        world.variables["AKA_DB"] = whole;
        for (const char* name :
             {"whole", "hurt", "crafted"})  // by their names backups of all that is to come
            std::ofstream{(folder / name) + "-2099-01-01T000000Z.db"};
        move_to(world, "2026-10-05");
        world.input = "virksomhed;cvr;telefon;grund\nKalklund ApS;99999926;55667788;Vokser\n";
        world.must({"case", "outreach", "--import", "-"});
        world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "-t", "faglaert", "--title",
                    "Mangler smede", "--consent", "full", "--contact", "Ida Holm", "--phone", "55771234"});
        world.input = "Ringede igen.\n";
        world.must({"case", "note", "1", "-F", "-"});
        for (const char* referral : {"1.1", "1.2", "1.3", "1.4"}) {
            world.must({"refer", "send", "1", "--pick", "draw"});
            world.must({"refer", "update", referral, "--status", "declined", "--reason", "no-capacity"});
        }
        for (int i = 0; i < 3; ++i) world.must({"case", "new", "Holmely", "-t", "amu"});
        world.must({"case", "merge", "4", "--into", "3"});
        world.must({"case", "merge", "3", "--into", "2"});
        world.must({"case", "close", "1", "--outcome", "met"});
        world.input = "Fint.\n";
        world.must({"case", "feedback", "1", "--score", "5", "-F", "-"});
        world.must({"actors", "verify", "zbc"});
        world.must({"actors", "capacity", "zbc", "limited"});
        move_to(world, "2026-11-23");
        world.must({"report", "publish", "month", "2026-10", "--audience", "public", "-M", "all"});
    }
};

}  // namespace cli_world
