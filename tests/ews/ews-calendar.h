/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "ews-fixture.h"

G_BEGIN_DECLS

/* A service mailbox for tests: FindItem and GetItem answer from what the test put there. */
typedef struct
{
  EwsFixture *server;  /* (owned) */
  OofItemStore *store; /* (owned) */
  GPtrArray *ids;      /* (owned) char*: what FindItem gives, in this order */
  GHashTable *items;   /* (owned) id -> content of its t:CalendarItem, or a whole message */
  const char *range;   /* attributes of RootFolder */
} EwsCalendar;

void ews_calendar_set_up (EwsCalendar *self, gconstpointer role);
void ews_calendar_tear_down (EwsCalendar *self, gconstpointer role);

/* @content: of the CalendarItem after its ItemId, or a whole message when it begins with "<m:". */
void ews_calendar_add (EwsCalendar *self, const char *id, const char *content);
/* An item of ours with this key, on 23 November 2026 from 8 to 17 o'clock UTC. */
void ews_calendar_add_absence (EwsCalendar *self, const char *id, const char *key);

/* The operations, waited for. */
GPtrArray *ews_calendar_list (EwsCalendar *self, OofCalendar calendar, OofRange range, GError **e);
GPtrArray *
ews_calendar_find (EwsCalendar *self, OofCalendar calendar, const char *key, GError **error);
OofItem *ews_calendar_create (EwsCalendar *self, OofItem *item, GError **error);
OofItem *ews_calendar_update (EwsCalendar *self, OofItem *item, GError **error);
gboolean ews_calendar_remove (EwsCalendar *self, OofItem *item, GError **error);

OofInstant ews_instant (const char *text);
/* [from, to) out of two instants. */
OofRange ews_range (const char *from, const char *to);
/* How many requests were of that operation. */
guint ews_calendar_count (EwsCalendar *self, const char *operation);

#define EWS_PROPERTY(name, type, value)                                                            \
  "<t:ExtendedProperty><t:ExtendedFieldURI "                                                       \
  "PropertySetId=\"78daff46-7f2e-494a-a88b-3c79c88ebb10\" PropertyName=\"" name                    \
  "\" PropertyType=\"" type "\"/><t:Value>" value "</t:Value></t:ExtendedProperty>"
#define EWS_KEY(key) EWS_PROPERTY ("OofKey", "String", key)

G_END_DECLS
