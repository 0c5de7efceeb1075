#pragma once

#include <libical/ical.h>

namespace aka::calendar {

/// What aka calls of libical.
struct Library {
    decltype(&::icalcomponent_add_component) icalcomponent_add_component;
    decltype(&::icalcomponent_add_property) icalcomponent_add_property;
    decltype(&::icalcomponent_as_ical_string_r) icalcomponent_as_ical_string_r;
    decltype(&::icalcomponent_free) icalcomponent_free;
    decltype(&::icalcomponent_new) icalcomponent_new;
    decltype(&::icalmemory_free_buffer) icalmemory_free_buffer;
    decltype(&::icalproperty_new_class) icalproperty_new_class;
    decltype(&::icalproperty_new_dtstamp) icalproperty_new_dtstamp;
    decltype(&::icalproperty_new_dtstart) icalproperty_new_dtstart;
    decltype(&::icalproperty_new_prodid) icalproperty_new_prodid;
    decltype(&::icalproperty_new_summary) icalproperty_new_summary;
    decltype(&::icalproperty_new_transp) icalproperty_new_transp;
    decltype(&::icalproperty_new_uid) icalproperty_new_uid;
    decltype(&::icalproperty_new_version) icalproperty_new_version;
    decltype(&::icaltime_null_date) icaltime_null_date;
    decltype(&::icaltimezone_get_utc_timezone) icaltimezone_get_utc_timezone;
};

}  // namespace aka::calendar
