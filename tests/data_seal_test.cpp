// Backups for others' eyes: encrypted for their keys by age, and opened again.
#include "restore_office.hpp"

using namespace restore_office;

TEST_CASE("encrypted backups go through age, with an argument vector", "[data]") {
    Office office;
    std::vector<Texts> calls;
    std::string seen;
    office.world.program = [&](const Texts& command) {  // an age that only marks what it was given
        calls.push_back(command);
        const std::string bytes = content(command.back());
        const std::string out = command[command.size() - 2];
        const std::string mark = "age-encryption.org/v1\n";
        seen = command.back();
        std::ofstream{out, std::ios::binary}
            << (command[1] == "--encrypt" ? mark + bytes : bytes.substr(mark.size()));
        return 0;
    };
    std::ofstream{office.folder / "keys.txt"} << "age1office\n";

    const auto sealed = office.world.aka({"data", "backup", office.folder / "copy.db.age", "--to", "age1one",
                                          "--to", office.folder / "keys.txt"});

    CHECK(sealed.status == 0);
    CHECK(sealed.err.find("not encrypted") == std::string::npos);
    REQUIRE(calls.size() == 1);
    CHECK(Texts(calls[0].begin(), calls[0].begin() + 7) ==
          Texts{"age", "--encrypt", "-r", "age1one", "-R", office.folder / "keys.txt", "-o"});
    CHECK(content(office.folder / "copy.db.age").starts_with("age-encryption.org/v1\n"));
    CHECK_FALSE(fs::exists(seen));
    CHECK(office.files() == Texts{"aka.db", "copy.db", "copy.db.age", "keys.txt"});

    std::ofstream{office.folder / "key.txt"} << "AGE-SECRET-KEY-1\n";
    office.backup = office.folder / "copy.db.age";
    const auto opened = office.restore({"--identity", office.folder / "key.txt", "--confirm", "aka.db"});

    CHECK(opened.status == 0);
    CHECK(office.cases() == "2\n");
    CHECK_FALSE(fs::exists(calls.back()[calls.back().size() - 2]));
}

TEST_CASE("an encryption that fails leaves nothing behind", "[data]") {
    Office office;
    const Texts call{"data", "backup", office.folder / "copy.db.age", "--to", "age1one"};
    int status = 1;
    office.world.program = [&](const Texts& command) {
        std::ofstream{command[command.size() - 2]} << "half";
        return status;
    };

    check_fails(office.world, call, 1, "age could not encrypt the backup; nothing was written");
    status = 0;  // ends well, and wrote no file of age's
    check_fails(office.world, call, 1, "age could not encrypt the backup; nothing was written");
    status = 127;
    check_fails(office.world, call, 1,
                "the program age is not there; install it (Debian's package age), or leave out --to");

    CHECK(office.files() == Texts{"aka.db", "copy.db"});
}

TEST_CASE("a sealed backup is not restored where there is no age, and the way out is told", "[data]") {
    Office office;
    std::ofstream{office.folder / "copy.db.age"} << "age-encryption.org/v1\n";
    std::ofstream{office.folder / "key.txt"} << "AGE-SECRET-KEY-1\n";

    check_fails(
        office.world,
        {"data", "restore", office.folder / "copy.db.age", "--identity", office.folder / "key.txt",
         "--confirm", "aka.db"},
        1,
        "the program age is not there, and " + (office.folder / "copy.db.age") +
            " is encrypted; install it (Debian's package age), or decrypt the backup on a machine that "
            "has it; nothing was changed");

    CHECK(office.cases() == "2\n");
    CHECK(office.files() == Texts{"aka.db", "copy.db", "copy.db.age", "key.txt"});
}

TEST_CASE("what is encrypted, and for whom, is said before anything is written", "[data]") {
    Office office;

    check_fails(office.world, {"data", "backup", "--to", "nobody"}, 3,
                "--to: nobody is neither a key (age1..., ssh-...) nor a file of keys; age-keygen makes one");
    check_fails(office.world, {"data", "backup", office.folder / "x.db", "--to", "age1one"}, 3,
                "an encrypted backup is known by its name; write " + (office.folder / "x.db") + ".age");
    check_fails(office.world, {"data", "backup", office.folder / "x.db.age"}, 3,
                (office.folder / "x.db.age") + " would not be encrypted; name who may read it with --to");
    check_fails(office.world, {"data", "restore", office.folder / "x.db.age"}, 3,
                (office.folder / "x.db.age") + " is encrypted; name the private key with --identity");
    check_fails(office.world, {"data", "restore", office.backup, "--identity", "k"}, 3,
                office.backup + " is not encrypted (.age); leave out --identity");
    CHECK(office.files() == Texts{"aka.db", "copy.db"});
}
