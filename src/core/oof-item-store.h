/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/oof-range.h"

G_BEGIN_DECLS

/* storage.md rule 1: for ever. */
#define OOF_PROPERTY_SET      "78daff46-7f2e-494a-a88b-3c79c88ebb10"
#define OOF_PROPERTY_KEY      "OofKey"
#define OOF_PROPERTY_REV      "OofRev"
#define OOF_PROPERTY_ABSENCE  "OofAbsence"
#define OOF_PROPERTY_DOC      "OofDoc"
#define OOF_DOCUMENT_CALENDAR "OOF Manager"

typedef enum
{
  OOF_CALENDAR_ABSENCES, /* the service mailbox's default calendar */
  OOF_CALENDAR_DOCUMENTS /* its second calendar, "OOF Manager": made when it is missing */
} OofCalendar;

typedef enum
{
  OOF_FREE_BUSY_FREE,
  OOF_FREE_BUSY_OOF
} OofFreeBusy;

/* One calendar item of the service mailbox. Reference-counted; not changed once shared. */
typedef struct
{
  char *id;         /* (owned) (nullable) NULL before it is created */
  char *change_key; /* (owned) (nullable) EWS ChangeKey or Graph @odata.etag */
  OofCalendar calendar;
  char *subject;    /* (owned) */
  char *body;       /* (owned) (nullable) plain text, only for writing; reads leave it NULL */
  GStrv categories; /* (owned) (nullable) */
  OofFreeBusy free_busy;
  gboolean all_day;
  char *zone; /* (owned) IANA zone of start and end; "UTC" for documents */
  OofRange
      range; /* instants; for all-day items the local midnights of first_day and last_day + 1 */
  OofDay first_day;
  OofDay last_day;     /* inclusive; all-day items: only these two count (decisions 4) */
  OofInstant created;  /* DateTimeCreated */
  OofInstant modified; /* LastModifiedTime: the server's time of the last write */
  char *key;           /* (owned) (nullable) OofKey; NULL: not ours */
  gint64 rev;          /* OofRev; 0 when missing */
  char *absence;       /* (owned) (nullable) OofAbsence, whole */
  char *document;      /* (owned) (nullable) OofDoc, whole */
} OofItem;

#define OOF_TYPE_ITEM (oof_item_get_type ())
GType oof_item_get_type (void);
OofItem *oof_item_new (OofCalendar calendar);
OofItem *oof_item_ref (OofItem *self);
void oof_item_unref (OofItem *self);
OofItem *oof_item_copy (const OofItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofItem, oof_item_unref)

/* What became of a calendar since an earlier reading. */
typedef struct
{
  GPtrArray *items;      /* (owned) (element-type OofItem) new or changed, properties whole */
  GPtrArray *removed;    /* (owned) (element-type utf8) ids that are gone or not ours any more; some
                          * may never have been ours */
  GPtrArray *unreadable; /* (owned) (element-type utf8) ids that are there, but what they hold could
                          * not be read now: neither changed nor removed */
  GHashTable *present;   /* (owned) (nullable) a set of all ids there are: others are gone */
  char *sync_state;      /* (owned) (nullable) for the next call; NULL: it has to be a full one */
  gboolean is_full;      /* items and unreadable are all there is */
} OofItemChanges;

OofItemChanges *oof_item_changes_new (void);
void oof_item_changes_free (OofItemChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofItemChanges, oof_item_changes_free)

/* Port: the calendars of the service mailbox. graph/ and ews/ implement it; store/ is the database
 * over it. Only items that carry OofKey are ever returned, changed or removed. */
#define OOF_TYPE_ITEM_STORE (oof_item_store_get_type ())
G_DECLARE_INTERFACE (OofItemStore, oof_item_store, OOF, ITEM_STORE, GObject)

struct _OofItemStoreInterface
{
  GTypeInterface parent_iface;

  void (*list_async) (OofItemStore *self,
                      OofCalendar calendar,
                      OofRange range,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*list_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
  void (*find_async) (OofItemStore *self,
                      OofCalendar calendar,
                      const char *key,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*find_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
  void (*create_async) (OofItemStore *self,
                        OofItem *item,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  OofItem *(*create_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
  void (*update_async) (OofItemStore *self,
                        OofItem *item,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  OofItem *(*update_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
  void (*remove_async) (OofItemStore *self,
                        OofItem *item,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*remove_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
  /* Has a default: UNSUPPORTED. */
  void (*changes_async) (OofItemStore *self,
                         OofCalendar calendar,
                         const char *sync_state,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  OofItemChanges *(*changes_finish) (OofItemStore *self, GAsyncResult *result, GError **error);
};

/* Our items in @calendar that overlap @range, with their properties whole (FindItem + GetItem, or
 * Graph with $expand), every page. For DOCUMENTS the range does not matter: all of them. */
void oof_item_store_list_async (OofItemStore *self,
                                OofCalendar calendar,
                                OofRange range,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (element-type OofItem). */
GPtrArray *oof_item_store_list_finish (OofItemStore *self, GAsyncResult *result, GError **error);
/* The items whose OofKey equals @key: usually none or one, more after a copy in Outlook. */
void oof_item_store_find_async (OofItemStore *self,
                                OofCalendar calendar,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *oof_item_store_find_finish (OofItemStore *self, GAsyncResult *result, GError **error);
/* One request creates everything. Gives the item as the server returned it (id, change key,
 * start, end). UNCERTAIN: the answer was lost; look the key up before repeating. */
void oof_item_store_create_async (OofItemStore *self,
                                  OofItem *item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
OofItem *oof_item_store_create_finish (OofItemStore *self, GAsyncResult *result, GError **error);
/* One conditional request sets everything (storage.md rule 6): @item carries id and the change
 * key of the read it is based on. CONFLICT: somebody else was there first. */
void oof_item_store_update_async (OofItemStore *self,
                                  OofItem *item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
OofItem *oof_item_store_update_finish (OofItemStore *self, GAsyncResult *result, GError **error);
/* To Deleted Items. NOT_FOUND when it is gone already. */
void oof_item_store_remove_async (OofItemStore *self,
                                  OofItem *item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean oof_item_store_remove_finish (OofItemStore *self, GAsyncResult *result, GError **error);
/* Incremental reading (storage.md rule 4): what changed in @calendar since the reading that gave
 * @sync_state (nullable: everything). A state that the server does not know (any more) gives a full
 * reading. The same change may come twice. */
void oof_item_store_changes_async (OofItemStore *self,
                                   OofCalendar calendar,
                                   const char *sync_state,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full). */
OofItemChanges *
oof_item_store_changes_finish (OofItemStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
