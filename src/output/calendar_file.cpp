#include "aka/output/calendar_file.hpp"

#include <memory>

#include "aka/modules/calendar.hpp"
#include "aka/modules/module.hpp"
#include "aka/output/cell.hpp"

namespace aka {

namespace {

const calendar::Library& lib() {
    return module_functions<calendar::Library>("calendar");
}

using Component = std::unique_ptr<icalcomponent, void (*)(icalcomponent*)>;

icaltimetype to_day(Date date) {
    const std::chrono::year_month_day day{date};
    icaltimetype time = lib().icaltime_null_date();
    time.year = static_cast<int>(day.year());
    time.month = static_cast<int>(static_cast<unsigned>(day.month()));
    time.day = static_cast<int>(static_cast<unsigned>(day.day()));
    time.is_date = 1;
    return time;
}

icaltimetype to_moment(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time_of_day{std::chrono::floor<std::chrono::seconds>(instant - day)};
    icaltimetype time = to_day(day);
    time.is_date = 0;
    time.hour = static_cast<int>(time_of_day.hours().count());
    time.minute = static_cast<int>(time_of_day.minutes().count());
    time.second = static_cast<int>(time_of_day.seconds().count());
    time.zone = lib().icaltimezone_get_utc_timezone();
    return time;
}

/// The calendar owns it.
void add_event(icalcomponent* calendar, const CalendarEntry& entry, Instant now) {
    icalcomponent* const event = lib().icalcomponent_new(ICAL_VEVENT_COMPONENT);
    lib().icalcomponent_add_component(calendar, event);
    lib().icalcomponent_add_property(event, lib().icalproperty_new_uid(one_line(entry.uid).c_str()));
    lib().icalcomponent_add_property(event, lib().icalproperty_new_dtstamp(to_moment(now)));
    lib().icalcomponent_add_property(event, lib().icalproperty_new_dtstart(to_day(entry.day)));
    lib().icalcomponent_add_property(event, lib().icalproperty_new_summary(one_line(entry.summary).c_str()));
    lib().icalcomponent_add_property(event, lib().icalproperty_new_class(ICAL_CLASS_CONFIDENTIAL));
    lib().icalcomponent_add_property(
        event,
        lib().icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));  // leaves the day free
}

}  // namespace

std::string write_calendar(const std::vector<CalendarEntry>& entries, Instant now) {
    const Component calendar{lib().icalcomponent_new(ICAL_VCALENDAR_COMPONENT), lib().icalcomponent_free};
    lib().icalcomponent_add_property(calendar.get(), lib().icalproperty_new_version("2.0"));
    lib().icalcomponent_add_property(calendar.get(), lib().icalproperty_new_prodid("-//aka//agenda//EN"));
    for (const auto& entry : entries) add_event(calendar.get(), entry, now);
    const std::unique_ptr<char, void (*)(void*)> text{lib().icalcomponent_as_ical_string_r(calendar.get()),
                                                      lib().icalmemory_free_buffer};
    return text.get();
}

}  // namespace aka
