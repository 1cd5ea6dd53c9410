/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-item-store.h"
#include "format/oof-xml-writer.h"
#include "format/oof-xml.h"

G_BEGIN_DECLS

/* A calendar item of ours on the wire: storage.md rules 1, 3 and 10; ews.md 1, Calendar. */

/* Whether it can be sent: INVALID for dates or a zone that EWS cannot express. */
gboolean oof_ews_item_check (const OofItem *item, GError **error);
/* t:CalendarItem with all fields. */
void oof_ews_item_write (OofXmlWriter *xml, const OofItem *item);
/* t:ItemChange that sets all fields; an item without categories loses them, a body of NULL stays as
 * it is. */
void oof_ews_item_write_change (OofXmlWriter *xml, const OofItem *item);
/* t:ItemId; @change_key (nullable). */
void oof_ews_item_write_id (OofXmlWriter *xml, const char *id, const char *change_key);

/* m:ItemShape with everything that oof_ews_item_read() wants. */
void oof_ews_item_write_shape (OofXmlWriter *xml);
/* t:ExtendedFieldURI of one of our properties. */
void oof_ews_item_write_property (OofXmlWriter *xml, const char *name);
/* @item: (out) (transfer full) (nullable) stays NULL for an item that is not ours. PROTOCOL for
 * values that make no sense. */
gboolean
oof_ews_item_read (const OofXml *element, OofCalendar calendar, OofItem **item, GError **error);

G_END_DECLS
