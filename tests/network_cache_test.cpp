// The compact form of a network: the same as its files say, never older than they are, never an error.
#include "aka/network/cache.hpp"

#include <stdlib.h>  // NOLINT(*-deprecated-headers): mkdtemp is POSIX
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "aka/cli/environment.hpp"
#include "aka/cli/run.hpp"
#include "aka/model/error.hpp"
#include "aka/network/load.hpp"
#include "aka/text/crypto.hpp"
#include "places.hpp"

namespace {

namespace fs = std::filesystem;
using aka::Network;

using Files = std::map<std::string, std::string>;

const std::string provenance = "verified = \"partial\"\nsource = \"its pages\"\nnote = \"by phone\"\n";
const std::string days = "valid_from = 2026-01-01\nvalid_to = 2030-12-31\n";

/// Everything that can be said in a configuration is said.
const Files full_house{
    {"alliance.toml",
     "name = \"Alliancen\"\nlang = \"da\"\nproposals = 2\nanswer_days = 6\ncheck_months = 7\n"
     "closed_days = [\"06-05\", \"12-24\"]\n"},
    {"topics.toml",
     "[[topic]]\nid = \"rekruttering\"\nda = \"Rekruttering\"\nen = \"Recruitment\"\n"
     "[[topic]]\nid = \"rekruttering/faglaert\"\nda = \"Faglært\"\nen = \"Skilled\"\n"
     "aliases = [\"svend\"]\nkeywords = [\"tømrer\", \"murer\"]\nlarge_set = \"a reason\"\n"},
    {"municipalities/naestved.toml",
     "id = \"naestved\"\ncode = \"0370\"\nname = \"Næstved\"\nprefix = \"NAE\"\nfollowup_days = 4\n"
     "postcodes = [\"4700\", \"4736\"]\n"
     "[office]\nid = \"erhverv\"\nname = \"Erhverv\"\nweb = \"www.example.dk\"\n"
     "mail = \"post@example.dk\"\nphone = \"55771234\"\n" +
         provenance +
         "[retention]\nmonths = 24\nbasis = \"one\"\nanswers_days = 90\nanswers_basis = \"two\"\n"
         "lists_months = 6\nlists_basis = \"three\"\n"},
    {"actors/all.toml",
     "[[actor]]\nid = \"zbc\"\nname = \"ZBC\"\nkind = \"education\"\n"
     "topics = [\"rekruttering/faglaert\"]\ntopics_inferred = [\"rekruttering/*\"]\n"
     "municipalities = [\"naestved\"]\nsizes = [\"0-9\", \"250+\"]\naliases = [\"skolen\"]\n"
     "web = \"www.example.dk\"\nphone = \"55771234\"\nmail = \"zbc@example.dk\"\ncost = \"fee\"\n"
     "checked = 2026-11-20\nexample = true\n" +
         days + provenance},
    {"schemes.toml",
     "[[scheme]]\nid = \"aub\"\nda = \"AUB\"\nen = \"AUB refund\"\ntopics = [\"rekruttering/*\"]\n"
     "target_da = \"Elever\"\ntarget_en = \"Apprentices\"\nentrance = \"www.example.dk\"\n"
     "actors = [\"zbc\"]\ncost = \"free\"\ndeadline = \"1 May\"\n" +
         days + provenance},
    {"occupations.toml",
     "[[occupation]]\ndisco = \"7411\"\nda = \"Elektrikere\"\nen = \"Electricians\"\ntitles = "
     "[\"elektriker\", \"elinstallatør\"]\n"},
    {"funders.toml",
     "[[funder]]\nid = \"fund\"\nname = \"Fund\"\nmunicipalities = [\"naestved\"]\n"
     "indicators = [\"enquiries\", \"unmet\"]\nnote = \"a note\"\n" +
         days}};

/// The least that is valid.
Files small_house() {
    Files files = full_house;
    for (const char* file : {"actors/all.toml", "schemes.toml", "occupations.toml", "funders.toml"})
        files.erase(file);
    return files;
}

std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

struct stat status_of(const fs::path& file) {
    struct stat status {};
    if (lstat(file.c_str(), &status) != 0) throw std::runtime_error("no " + file.string());
    return status;
}

constexpr const char* from_cache = "what was kept";
constexpr std::size_t checksum_at = 14;  // behind the first line
constexpr std::size_t content_at = checksum_at + 8;

/// A configuration and a cache, an hour after the files were written.
class House {
public:
    explicit House(const Files& files = full_house) {
        std::string pattern = (fs::temp_directory_path() / "aka-cache-XXXXXX").string();
        root = mkdtemp(pattern.data());
        config = root / "config";
        cache = {root / "home/aka", "aka 1"};
        fs::create_directory(root / "home");
        for (const auto& [name, text] : files) write(config / name, text);
    }
    ~House() {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    [[nodiscard]] Network load() const { return aka::load_network(config, cache, now); }
    [[nodiscard]] Network parsed() const { return aka::load_network(config); }

    /// What lies in the cache's folder, by name.
    [[nodiscard]] std::vector<fs::path> kept() const {
        std::vector<fs::path> files;
        if (fs::is_directory(cache.folder))
            for (const auto& entry : fs::directory_iterator{cache.folder}) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        return files;
    }

    /// The network is kept, and what is kept is told apart from then on: it has another name.
    fs::path keep_marked() const {
        const auto plain = load();
        const auto files = kept();
        REQUIRE(files.size() == 1);
        auto marked = plain;
        marked.name = from_cache;
        const std::string old_form = aka::encode_network(plain);
        std::string bytes = content_of(files.front());
        REQUIRE(bytes.size() > content_at + old_form.size());
        REQUIRE(bytes.substr(bytes.size() - old_form.size()) == old_form);
        bytes.resize(bytes.size() - old_form.size());
        bytes += aka::encode_network(marked);
        const auto sum = aka::checksum(std::string_view{bytes}.substr(content_at));
        std::memcpy(bytes.data() + checksum_at, &sum, sizeof sum);
        write(files.front(), bytes);
        REQUIRE(is_taken());
        return files.front();
    }
    [[nodiscard]] bool is_taken() const { return load().name == from_cache; }

    fs::path root;
    fs::path config;
    aka::NetworkCache cache;
    aka::Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
                       std::chrono::hours{1};
};

}  // namespace

TEST_CASE("a network comes back from its compact form as it was", "[network][cache]") {
    const Network network = House{}.parsed();
    const Network shipped = aka::load_network(source_dir() + "/config");
    const Network empty;

    CHECK(aka::decode_network(aka::encode_network(network)) == network);
    CHECK(aka::decode_network(aka::encode_network(shipped)) == shipped);
    CHECK(aka::decode_network(aka::encode_network(empty)) == empty);
}

TEST_CASE("every field of a network is in its compact form", "[network][cache]") {
    using Change = std::function<void(Network&)>;
    const std::vector<Change> changes{
        [](Network& n) { n.name += "x"; },
        [](Network& n) { n.lang = "en"; },
        [](Network& n) { ++n.proposals; },
        [](Network& n) { ++n.answer_days; },
        [](Network& n) { ++n.check_months; },
        [](Network& n) {
            n.calendar = aka::Calendar{std::vector<aka::Calendar::YearlyDay>{{12, 31}}};
        },
        [](Network& n) { n.municipalities[0].id.text += "x"; },
        [](Network& n) { n.municipalities[0].code += "x"; },
        [](Network& n) { n.municipalities[0].name += "x"; },
        [](Network& n) { n.municipalities[0].prefix += "x"; },
        [](Network& n) { ++n.municipalities[0].followup_days; },
        [](Network& n) { n.municipalities[0].postcodes.pop_back(); },
        [](Network& n) { n.municipalities[0].office.id += "x"; },
        [](Network& n) { n.municipalities[0].office.name += "x"; },
        [](Network& n) { n.municipalities[0].office.web += "x"; },
        [](Network& n) { n.municipalities[0].office.mail += "x"; },
        [](Network& n) { n.municipalities[0].office.phone += "x"; },
        [](Network& n) { n.municipalities[0].office.provenance.verified = aka::Verified::source; },
        [](Network& n) { n.municipalities[0].office.provenance.source += "x"; },
        [](Network& n) { n.municipalities[0].office.provenance.note += "x"; },
        [](Network& n) { ++n.municipalities[0].retention.months; },
        [](Network& n) { n.municipalities[0].retention.basis += "x"; },
        [](Network& n) { ++n.municipalities[0].retention.answers_days; },
        [](Network& n) { n.municipalities[0].retention.answers_basis += "x"; },
        [](Network& n) { ++n.municipalities[0].retention.lists_months; },
        [](Network& n) { n.municipalities[0].retention.lists_basis += "x"; },
        [](Network& n) { n.topics[1].id.text += "x"; },
        [](Network& n) { n.topics[1].label.da += "x"; },
        [](Network& n) { n.topics[1].label.en += "x"; },
        [](Network& n) { n.topics[1].aliases.pop_back(); },
        [](Network& n) { n.topics[1].keywords.pop_back(); },
        [](Network& n) { n.topics[1].large_set += "x"; },
        [](Network& n) { n.actors[0].id.text += "x"; },
        [](Network& n) { n.actors[0].name += "x"; },
        [](Network& n) { n.actors[0].kind = aka::ActorKind::campaign; },
        [](Network& n) { n.actors[0].topics[0].topic.text += "x"; },
        [](Network& n) { n.actors[0].topics[0].basis = aka::Basis::inferred; },
        [](Network& n) { n.actors[0].municipalities.pop_back(); },
        [](Network& n) { n.actors[0].sizes.pop_back(); },
        [](Network& n) { n.actors[0].validity.from.reset(); },
        [](Network& n) { *n.actors[0].validity.to += std::chrono::days{1}; },
        [](Network& n) { n.actors[0].aliases.pop_back(); },
        [](Network& n) { n.actors[0].web += "x"; },
        [](Network& n) { n.actors[0].phone += "x"; },
        [](Network& n) { n.actors[0].mail += "x"; },
        [](Network& n) { n.actors[0].cost = aka::Cost::free; },
        [](Network& n) { n.actors[0].checked.reset(); },
        [](Network& n) { n.actors[0].provenance.note += "x"; },
        [](Network& n) { n.actors[0].example = false; },
        [](Network& n) { n.schemes[0].id += "x"; },
        [](Network& n) { n.schemes[0].label.da += "x"; },
        [](Network& n) { n.schemes[0].topics.pop_back(); },
        [](Network& n) { n.schemes[0].target.en += "x"; },
        [](Network& n) { n.schemes[0].entrance += "x"; },
        [](Network& n) { n.schemes[0].actors.pop_back(); },
        [](Network& n) { n.schemes[0].cost = aka::Cost::unknown; },
        [](Network& n) { n.schemes[0].validity.to.reset(); },
        [](Network& n) { n.schemes[0].deadline += "x"; },
        [](Network& n) { n.schemes[0].provenance.source += "x"; },
        [](Network& n) { n.occupations[0].disco += "x"; },
        [](Network& n) { n.occupations[0].label.en += "x"; },
        [](Network& n) { n.occupations[0].titles.pop_back(); },
        [](Network& n) { n.funders[0].id += "x"; },
        [](Network& n) { n.funders[0].name += "x"; },
        [](Network& n) { n.funders[0].validity.from.reset(); },
        [](Network& n) { n.funders[0].municipalities.pop_back(); },
        [](Network& n) { n.funders[0].indicators.pop_back(); },
        [](Network& n) { n.funders[0].note += "x"; }};
    const Network network = House{}.parsed();
    for (std::size_t i = 0; i < changes.size(); ++i) {
        INFO("change " << i);
        Network changed = network;
        changes[i](changed);

        CHECK_FALSE(changed == network);
        CHECK(aka::decode_network(aka::encode_network(changed)) == changed);
    }
}

TEST_CASE("no bytes are a danger to who reads a compact form", "[network][cache]") {
    const std::string whole = aka::encode_network(House{}.parsed());

    for (std::size_t size = 0; size < whole.size(); ++size)
        REQUIRE_FALSE(aka::decode_network(std::string_view{whole}.substr(0, size)));
    CHECK_FALSE(aka::decode_network(whole + '\0'));
    CHECK_FALSE(aka::decode_network(std::string(1000, '\xFF')));
    int read = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        const char was = whole[at];
        for (const char now : {'\0', '\xFF', static_cast<char>(was + 1), static_cast<char>(was ^ '\x80')}) {
            std::string bytes = whole;
            bytes[at] = now;
            // What is read is what was written: nothing is guessed.
            if (const auto network = aka::decode_network(bytes)) {
                REQUIRE(aka::encode_network(*network) == bytes);
                ++read;
            }
        }
    }
    CHECK(read > 1000);  // a letter of a text, a number
}

TEST_CASE("the files are read once, then their compact form", "[network][cache]") {
    House house;

    CHECK(house.load() == house.parsed());
    const auto files = house.kept();
    REQUIRE(files.size() == 1);
    CHECK((status_of(files.front()).st_mode & 0777U) == 0600);
    CHECK((status_of(house.cache.folder).st_mode & 0777U) == 0700);
    CHECK(house.load() == house.parsed());
    const auto before = status_of(house.keep_marked());
    CHECK(house.is_taken());
    CHECK(status_of(files.front()).st_ino == before.st_ino);
    CHECK(house.kept() == files);

    const auto missing = House{small_house()};
    CHECK(missing.load() == missing.parsed());
    missing.keep_marked();
}

TEST_CASE("no folder for a cache, no cache", "[network][cache]") {
    House house;
    house.cache.folder.clear();

    CHECK(house.load() == house.parsed());
    CHECK(house.load() == house.parsed());
    CHECK(house.kept().empty());
}

TEST_CASE("whatever changes in the files is seen", "[network][cache]") {
    using Act = std::function<void(const House&)>;
    std::map<std::string, Act> acts;
    for (const auto& [name, text] : full_house) {
        const auto file = name;
        acts[file + " edited"] = [file](const House& house) {
            std::ofstream{house.config / file, std::ios::app} << "# more\n";
        };
        acts[file + " replaced by the same"] = [file](const House& house) {
            fs::copy_file(house.config / file, house.config / "new");
            fs::rename(house.config / "new", house.config / file);
        };
    }
    for (const std::string folder : {"actors", "municipalities"}) {
        const auto file = folder == "actors" ? "actors/all.toml" : "municipalities/naestved.toml";
        acts[folder + ": a file more"] = [folder](const House& house) {
            const std::string faxe = "id = \"faxe\"\ncode = \"0320\"\nname = \"Faxe\"\nprefix = \"FAX\"\n" +
                                     ("[office]\nid = \"o\"\nname = \"O\"\n" + provenance);
            write(house.config / folder / "more.toml", folder == "actors" ? "" : faxe);
        };
        acts[folder + ": a file renamed"] = [folder, file](const House& house) {
            fs::rename(house.config / file, house.config / folder / "another.toml");
        };
        acts[folder + ": a file linked"] = [file](const House& house) {
            fs::rename(house.config / file, house.root / "elsewhere.toml");
            fs::create_symlink(house.root / "elsewhere.toml", house.config / file);
        };
    }
    for (const char* name : {"schemes.toml", "occupations.toml", "funders.toml"})
        acts[name + std::string{" removed"}] = [name](const House& house) {
            fs::remove(house.config / name);
        };
    acts["actors/extra.toml removed"] = [](const House& house) {
        fs::remove(house.config / "actors/extra.toml");
    };
    acts["another folder in its place"] = [](const House& house) {
        fs::rename(house.config, house.root / "old");
        fs::copy(house.root / "old", house.config, fs::copy_options::recursive);
    };

    for (const auto& [what, act] : acts) {
        INFO(what);
        House house;
        write(house.config / "actors/extra.toml", "");
        house.keep_marked();
        act(house);

        CHECK(house.load() == house.parsed());
        house.keep_marked();
    }
}

TEST_CASE("all actors of the folder gone, an optional file come: both are seen", "[network][cache]") {
    Files files = small_house();
    files["actors/all.toml"] = full_house.at("actors/all.toml");
    House house{files};
    house.keep_marked();

    fs::remove_all(house.config / "actors");
    CHECK(house.load() == house.parsed());
    CHECK(house.parsed().actors.empty());
    house.keep_marked();
    write(house.config / "occupations.toml", full_house.at("occupations.toml"));
    CHECK(house.load() == house.parsed());
    CHECK(house.parsed().occupations.size() == 1);
    house.keep_marked();
    write(house.config / "actors/.#editing.toml", "what an editor leaves beside a file");
    CHECK(house.is_taken());
}

TEST_CASE("an edit of the same size is seen though its time was set back", "[network][cache]") {
    House house;
    const auto file = house.config / "alliance.toml";
    house.keep_marked();
    const auto time = fs::last_write_time(file);
    const auto before = status_of(file).st_ctim;

    std::string text = content_of(file);
    text.replace(text.find("Alliancen"), 9, "Forbundet");
    write(file, text);
    do fs::last_write_time(file, time);  // until the file system's clock has ticked
    while (status_of(file).st_ctim.tv_nsec == before.tv_nsec);

    CHECK(fs::last_write_time(file) == time);
    CHECK(house.load().name == "Forbundet");
}

TEST_CASE("what was changed just now is not kept", "[network][cache]") {
    House house;
    const auto written = house.now - std::chrono::hours{1};

    for (const auto age : {-3600, 0, 1}) {
        house.now = written + std::chrono::seconds{age};
        CHECK(house.load() == house.parsed());
        CHECK(house.kept().empty());
    }
    house.now = written + std::chrono::minutes{1};
    CHECK(house.load() == house.parsed());
    CHECK(house.kept().size() == 1);

    write(house.config / "alliance.toml", "name = \"Another\"\n");
    house.now = written + std::chrono::seconds{1};
    CHECK(house.load().name == "Another");
    house.now = written + std::chrono::minutes{1};
    CHECK(house.load().name == "Another");
}

TEST_CASE("another program, another folder: neither is taken for this one", "[network][cache]") {
    House house;
    house.keep_marked();

    House other;
    other.cache = house.cache;
    CHECK(other.load() == other.parsed());
    for (const char* program : {"aka 2", "aka 1 ", "", "aka 10"}) {
        INFO(program);
        House same;
        same.cache.folder = house.root / "home" / "aka";
        const auto network = aka::load_network(house.config, {same.cache.folder, program}, house.now);
        CHECK(network == house.parsed());
    }
}

TEST_CASE("however many networks there are, few are kept", "[network][cache]") {
    const House house{small_house()};
    for (int i = 0; i < 100; ++i)
        CHECK(aka::load_network(house.config, {house.cache.folder, std::to_string(i)}, house.now).name ==
              "Alliancen");
    CHECK(house.kept().size() <= 16);
    CHECK(house.kept().size() > 4);
}

TEST_CASE("what is damaged is made anew", "[network][cache]") {
    const House house{small_house()};
    const auto file = house.keep_marked();
    const std::string sound = content_of(file);
    const Network network = house.parsed();
    REQUIRE(sound.size() > 500);

    const auto is_made_anew = [&](const std::string& bytes) {
        write(file, bytes);
        return house.load() == network && content_of(file) != bytes;
    };
    for (std::size_t at = 0; at < sound.size(); ++at) {
        INFO("byte " << at);
        std::string bytes = sound;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
        REQUIRE(is_made_anew(bytes));
    }
    for (std::size_t size = 0; size < sound.size(); ++size) {
        INFO("the first " << size << " bytes");
        REQUIRE(is_made_anew(sound.substr(0, size)));
    }
    CHECK(is_made_anew(sound + "x"));
    CHECK(is_made_anew(sound + sound));
    write(file, sound);
    CHECK(house.is_taken());
}

TEST_CASE("a network with errors is never kept, and never hides behind what was", "[network][cache]") {
    House house;
    house.keep_marked();
    write(house.config / "alliance.toml", "name = 1\n");

    CHECK_THROWS_AS(house.load(), aka::Error);
    CHECK_THROWS_AS(house.load(), aka::Error);
    fs::remove(house.config / "alliance.toml");
    CHECK_THROWS_WITH(house.load(), Catch::Contains("no alliance.toml in "));
    write(house.config / "alliance.toml", full_house.at("alliance.toml"));
    CHECK(house.load() == house.parsed());
    fs::remove_all(house.config / "municipalities");
    CHECK_THROWS_AS(house.load(), aka::Error);

    House broken;
    write(broken.config / "topics.toml", "");
    CHECK_THROWS_AS(broken.load(), aka::Error);
    CHECK(broken.kept().empty());
}

TEST_CASE("where nothing can be kept nothing is said", "[network][cache]") {
    House house;
    SECTION("the folder cannot be made") {
        write(house.root / "home", "");
        fs::remove_all(house.root / "home");
        write(house.root / "home", "a file");
    }
    SECTION("there is a file in its place") {
        write(house.cache.folder, "a file");
    }
    SECTION("there is no home") {
        house.cache.folder = "/nonexistent/.cache/aka";
    }
    SECTION("it may only be read") {
        fs::create_directory(house.cache.folder);
        fs::permissions(house.cache.folder, fs::perms::owner_read | fs::perms::owner_exec);
    }
    SECTION("a folder in the place of each file") {
        for (int i = 0; i < 16; ++i)
            fs::create_directories(house.cache.folder / ("network-" + std::to_string(i)) / "full");
    }

    CHECK(house.load() == house.parsed());
    CHECK(house.load() == house.parsed());
    for (const auto& file : house.kept()) CHECK(file.extension() != ".part");
}

TEST_CASE("the folder is made as deep as the standard has it", "[network][cache]") {
    House house;
    house.cache.folder = house.root / "home/.cache/aka";
    house.keep_marked();
    CHECK((status_of(house.root / "home/.cache").st_mode & 0777U) == 0700);

    house.cache.folder = house.root / "home/no/such/home";
    CHECK(house.load() == house.parsed());
    CHECK_FALSE(fs::exists(house.root / "home/no"));
}

TEST_CASE("a folder that others may write, or a link, is neither read nor written", "[network][cache]") {
    House house;
    const auto file = house.keep_marked();
    const auto own = house.root / "own";
    SECTION("others may write it") {
        fs::permissions(house.cache.folder, fs::perms::group_write, fs::perm_options::add);
    }
    SECTION("a symbolic link") {
        fs::rename(house.cache.folder, own);
        fs::create_symlink(own, house.cache.folder);
    }
    SECTION("another's") {
        if (geteuid() != 0 || chown(house.cache.folder.c_str(), 65534, 65534) != 0) return;  // root can
    }

    CHECK(house.load() == house.parsed());
    const auto now_at = fs::is_symlink(house.cache.folder) ? own / file.filename() : file;
    const auto bytes = content_of(now_at);
    CHECK(house.load() == house.parsed());
    CHECK(content_of(now_at) == bytes);
}

TEST_CASE("nothing is made in another's home", "[network][cache]") {
    House house;
    if (geteuid() != 0 || chown((house.root / "home").c_str(), 65534, 65534) != 0) return;

    CHECK(house.load() == house.parsed());
    CHECK_FALSE(fs::exists(house.cache.folder));
}

TEST_CASE("what is no file of one's own is not read", "[network][cache]") {
    House house;
    const auto file = house.keep_marked();
    const auto elsewhere = house.root / "elsewhere";
    const std::string bytes = content_of(file);
    SECTION("a symbolic link") {
        fs::rename(file, elsewhere);
        fs::create_symlink(elsewhere, file);
    }
    SECTION("a pipe, which would be waited for") {
        fs::remove(file);
        REQUIRE(mkfifo(file.c_str(), 0600) == 0);
    }
    SECTION("others may write it") {
        fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
    }
    SECTION("another's") {
        if (geteuid() != 0 || chown(file.c_str(), 65534, 65534) != 0) return;
    }

    CHECK(house.load() == house.parsed());
    CHECK(fs::is_regular_file(fs::symlink_status(file)));
    if (fs::exists(elsewhere)) CHECK(content_of(elsewhere) == bytes);
    house.keep_marked();
}

TEST_CASE("a file that a killed process left is no obstacle for long", "[network][cache]") {
    House house;
    const auto file = house.keep_marked();
    const auto part = file.string() + ".part";
    fs::remove(file);
    write(part, "half");

    house.now -= std::chrono::hours{1};
    house.now += std::chrono::seconds{10};  // another process may be writing it
    CHECK(house.load() == house.parsed());
    CHECK(house.kept() == std::vector<fs::path>{part});
    CHECK(content_of(part) == "half");
    house.now += std::chrono::hours{1};
    CHECK(house.load() == house.parsed());
    CHECK(house.kept() == std::vector<fs::path>{file});
}

TEST_CASE("processes that read and change at once read one of the two", "[network][cache]") {
    const House house{small_house()};
    const std::string other = "name = \"Another alliance\"\n";
    const std::string plain = "name = \"Alliancen\"\n";
    const auto replace_by = [&](const std::string& text) {
        static std::string unlike = "# ";  // two files of one size may get one inode within a tick
        write(house.root / "new", text + (unlike += '-') + '\n');
        fs::rename(house.root / "new", house.config / "alliance.toml");
    };
    replace_by(plain);
    std::vector<pid_t> readers;
    for (int i = 0; i < 3; ++i) {
        const pid_t child = fork();
        if (child == 0) {
            bool good = true;
            for (int turn = 0; turn < 40 && good; ++turn) {
                const auto name = house.load().name;
                good = name == "Alliancen" || name == "Another alliance";
            }
            _exit(good ? 0 : 1);
        }
        readers.push_back(child);
    }
    for (int turn = 0; turn < 40; ++turn) {
        replace_by(turn % 2 == 0 ? other : plain);
        CHECK(house.load().name == (turn % 2 == 0 ? "Another alliance" : "Alliancen"));
    }
    for (const pid_t reader : readers) {
        int status = 0;
        REQUIRE(waitpid(reader, &status, 0) == reader);
        CHECK(status == 0);
    }
    CHECK(house.load() == house.parsed());
    house.keep_marked();
}

TEST_CASE("aka config check reads the files, whatever the cache holds", "[network][cache]") {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    House house;
    aka::Environment environment{in, out, err};
    environment.variables = {{"HOME", "/nonexistent"}, {"AKA_MUNICIPALITY", "naestved"}};
    environment.clock = [&] { return house.now; };
    environment.local_day = [](aka::Instant instant) {
        return std::chrono::floor<std::chrono::days>(instant);
    };
    environment.load_network = [](const fs::path&) { return std::make_shared<const Network>(); };
    const std::string config = house.config.string();

    CHECK(aka::run({"-C", config, "actors", "topics", "-O", "csv"}, environment) == 3);
    CHECK(aka::run({"-C", config, "config", "check", "--json=topics"}, environment) == 0);
    CHECK(out.str().find("\"topics\": 2") != std::string::npos);
    write(house.config / "alliance.toml", "name = 1\n");
    CHECK(aka::run({"-C", config, "config", "check"}, environment) == 6);
    CHECK(err.str().find("alliance.toml:1:8: ") != std::string::npos);
}
