// The module that brings libical.
#include "aka/modules/calendar.hpp"

#include "aka/modules/module.hpp"

namespace {

constexpr aka::calendar::Library functions{
    .icalcomponent_add_component = icalcomponent_add_component,
    .icalcomponent_add_property = icalcomponent_add_property,
    .icalcomponent_as_ical_string_r = icalcomponent_as_ical_string_r,
    .icalcomponent_free = icalcomponent_free,
    .icalcomponent_new = icalcomponent_new,
    .icalmemory_free_buffer = icalmemory_free_buffer,
    .icalproperty_new_class = icalproperty_new_class,
    .icalproperty_new_dtstamp = icalproperty_new_dtstamp,
    .icalproperty_new_dtstart = icalproperty_new_dtstart,
    .icalproperty_new_prodid = icalproperty_new_prodid,
    .icalproperty_new_summary = icalproperty_new_summary,
    .icalproperty_new_transp = icalproperty_new_transp,
    .icalproperty_new_uid = icalproperty_new_uid,
    .icalproperty_new_version = icalproperty_new_version,
    .icaltime_null_date = icaltime_null_date,
    .icaltimezone_get_utc_timezone = icaltimezone_get_utc_timezone,
};

}  // namespace

AKA_MODULE(functions);
