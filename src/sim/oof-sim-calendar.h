/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calendars and their items. Plain values that the protocols read and write; what must stay
 * consistent (ids, change keys) goes through the functions. Instants are microseconds since 1970,
 * UTC, in the clock of the tenant. */

typedef enum
{
  OOF_SIM_PROPERTY_STRING,
  OOF_SIM_PROPERTY_INTEGER,
  OOF_SIM_PROPERTY_LONG,
  OOF_SIM_PROPERTY_BOOLEAN,
  OOF_SIM_PROPERTY_SYSTEM_TIME,
  OOF_SIM_PROPERTY_BINARY,
} OofSimPropertyType;

/* A named MAPI property: the same one through EWS and Graph. */
typedef struct
{
  gchar *set;  /* (owned) property set, lower case, without braces */
  gchar *name; /* (owned) letter case counts */
  OofSimPropertyType type;
  gchar *value; /* (owned) its text form: decimal, "true", RFC 3339, base64 */
} OofSimProperty;

typedef struct
{
  gchar *id;           /* (owned) changes when the item moves; EWS knows this form alone */
  gchar *immutable_id; /* (owned) the form for Prefer: IdType="ImmutableId" */
  gchar *change_key;   /* (owned) changes with each change, see oof_sim_item_touch() */
  gchar *uid;          /* (owned) */
  gint64 created;
  gint64 modified;
  gchar *subject;        /* (owned) */
  gchar *body;           /* (owned) */
  gboolean body_html;    /* else plain text */
  GPtrArray *categories; /* (owned) of gchar* */
  gboolean all_day;
  gint64 start;
  gint64 end;         /* exclusive */
  gchar *start_zone;  /* (owned) Windows name */
  gchar *end_zone;    /* (owned) Windows name */
  gchar *show_as;     /* (owned) in Graph's spelling: free tentative busy oof workingElsewhere */
  gchar *sensitivity; /* (owned) in Graph's spelling: normal personal private confidential */
  gchar *location;    /* (owned) */
  gboolean reminder;
  gint reminder_minutes;
  gchar *transaction_id; /* (owned) (nullable) of the Graph POST that made it */
  GPtrArray *properties; /* (owned) of OofSimProperty* */
  guint64 serial;        /* set by oof_sim_mailbox_add_item() */
  guint64 version;       /* 1, 2, 3 ...: what the change key is made from */
} OofSimItem;

typedef struct
{
  gchar *id;         /* (owned) one form only: ids of folders are constant */
  gchar *change_key; /* (owned) */
  gchar *name;       /* (owned) */
  gboolean is_default;
  GPtrArray *items; /* (owned) of OofSimItem*, oldest first */
} OofSimCalendar;

/* An item with no text and no properties, category list empty, busy, sensitivity normal, in UTC.
 */
OofSimItem *oof_sim_item_new (void);
OofSimItem *oof_sim_item_copy (const OofSimItem *item);
void oof_sim_item_free (OofSimItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimItem, oof_sim_item_free)

/* Replaces the string at FIELD (NULL becomes ""). */
void oof_sim_set_string (gchar **field, const gchar *value);

/* To be called once after each change: new change key, new modified instant. */
void oof_sim_item_touch (OofSimItem *item, gint64 now);

/* The change key of an item in that version. (transfer full) */
gchar *oof_sim_item_dup_key (guint64 serial, guint64 version);

/* The property or NULL. SET without regard to letter case, with or without braces; NAME exact. */
OofSimProperty *
oof_sim_item_find_property (const OofSimItem *item, const gchar *set, const gchar *name);
/* Sets or adds; does not touch the item. */
void oof_sim_item_set_property (OofSimItem *item,
                                const gchar *set,
                                const gchar *name,
                                OofSimPropertyType type,
                                const gchar *value);
/* TRUE when there was one. */
gboolean oof_sim_item_remove_property (OofSimItem *item, const gchar *set, const gchar *name);

/* PREFIX distinguishes the mailbox; is_default as said. */
OofSimCalendar *
oof_sim_calendar_new (const gchar *prefix, guint64 serial, const gchar *name, gboolean is_default);
void oof_sim_calendar_free (OofSimCalendar *calendar);

/* Does the item overlap [FROM, TO)? An item of no length counts with its start. */
gboolean oof_sim_item_overlaps (const OofSimItem *item, gint64 from, gint64 to);

G_END_DECLS
