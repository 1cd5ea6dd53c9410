/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/task/oof-plan-item.h"

struct _OofPlanItem
{
  GObject parent_instance;

  OofRunReport *report; /* (owned) */
  OofRunRow *row;       /* (not owned) of @report */
  gboolean chosen;
};

static GParamSpec *chosen_property;

G_DEFINE_FINAL_TYPE (OofPlanItem, oof_plan_item, G_TYPE_OBJECT)

static void
oof_plan_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, OOF_PLAN_ITEM (object)->chosen);
}

static void
oof_plan_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OofPlanItem *self = OOF_PLAN_ITEM (object);
  gboolean chosen = g_value_get_boolean (value);

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (object, chosen_property);
}

static void
oof_plan_item_finalize (GObject *object)
{
  oof_run_report_unref (OOF_PLAN_ITEM (object)->report);

  G_OBJECT_CLASS (oof_plan_item_parent_class)->finalize (object);
}

static void
oof_plan_item_class_init (OofPlanItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oof_plan_item_get_property;
  object_class->set_property = oof_plan_item_set_property;
  object_class->finalize = oof_plan_item_finalize;
  chosen_property =
      g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, chosen_property);
}

static void
oof_plan_item_init (OofPlanItem *self)
{
}

OofPlanItem *
oof_plan_item_new (OofRunReport *report, OofRunRow *row)
{
  g_return_val_if_fail (report != NULL && row != NULL, NULL);

  OofPlanItem *self = g_object_new (OOF_TYPE_PLAN_ITEM, NULL);
  self->report = oof_run_report_ref (report);
  self->row = row;
  self->chosen = oof_plan_item_can_be_chosen (self);
  return self;
}

OofRunRow *
oof_plan_item_get_row (OofPlanItem *self)
{
  g_return_val_if_fail (OOF_IS_PLAN_ITEM (self), NULL);

  return self->row;
}

gboolean
oof_plan_item_is_chosen (OofPlanItem *self)
{
  g_return_val_if_fail (OOF_IS_PLAN_ITEM (self), FALSE);

  return self->chosen;
}

gboolean
oof_plan_item_can_be_chosen (OofPlanItem *self)
{
  g_return_val_if_fail (OOF_IS_PLAN_ITEM (self), FALSE);

  return self->row->result == OOF_RESULT_WOULD_WRITE;
}
