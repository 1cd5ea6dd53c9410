/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/parts/oof-list-place.h"

#include "ui/parts/oof-banner.h"
#include "ui/parts/oof-list-keys.h"

struct _OofListPlace
{
  AdwBin parent_instance;

  OofBanner *banner;
  OofSplit *split;
  GtkLabel *title;
  GtkLabel *about;
  GtkStack *stack;
  GtkListBox *list;
  AdwBin *empty_place;
  AdwBin *tools_place;
  AdwBin *end_place;
  GtkRevealer *bar;
  GtkLabel *state;
  GtkActionable *save;
  GtkActionable *discard;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_ABOUT,
  PROP_EMPTY_CHILD,
  PROP_TOOLS,
  PROP_END_CHILD,
  PROP_SAVE_ACTION,
  PROP_DISCARD_ACTION,
  PROP_START_WIDTH,
  PROP_START_HEIGHT,
  PROP_FOLD_BELOW,
  PROP_ONE_AT_A_TIME,
  N_PROPS
} OofListPlaceProp;

G_DEFINE_FINAL_TYPE (OofListPlace, oof_list_place, ADW_TYPE_BIN)

static void
set_title (OofListPlace *self, const char *title)
{
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
oof_list_place_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OofListPlace *self = OOF_LIST_PLACE (object);

  switch ((OofListPlaceProp) id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_ABOUT:
      gtk_label_set_label (self->about, g_value_get_string (value));
      break;
    case PROP_EMPTY_CHILD:
      adw_bin_set_child (self->empty_place, g_value_get_object (value));
      break;
    case PROP_TOOLS:
      adw_bin_set_child (self->tools_place, g_value_get_object (value));
      break;
    case PROP_END_CHILD:
      adw_bin_set_child (self->end_place, g_value_get_object (value));
      break;
    case PROP_SAVE_ACTION:
      gtk_actionable_set_action_name (self->save, g_value_get_string (value));
      break;
    case PROP_DISCARD_ACTION:
      gtk_actionable_set_action_name (self->discard, g_value_get_string (value));
      break;
    case PROP_START_WIDTH:
    case PROP_START_HEIGHT:
    case PROP_FOLD_BELOW:
    case PROP_ONE_AT_A_TIME:
      g_object_set_property (G_OBJECT (self->split), pspec->name, value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
oof_list_place_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OOF_TYPE_LIST_PLACE);

  G_OBJECT_CLASS (oof_list_place_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const names[N_PROPS] = {
    [PROP_TITLE] = "title",
    [PROP_ABOUT] = "about",
    [PROP_EMPTY_CHILD] = "empty-child",
    [PROP_TOOLS] = "tools",
    [PROP_END_CHILD] = "end-child",
    [PROP_SAVE_ACTION] = "save-action",
    [PROP_DISCARD_ACTION] = "discard-action",
    [PROP_START_WIDTH] = "start-width",
    [PROP_START_HEIGHT] = "start-height",
    [PROP_FOLD_BELOW] = "fold-below",
    [PROP_ONE_AT_A_TIME] = "one-at-a-time",
  };
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GParamSpec *properties[N_PROPS] = { NULL };

  for (guint i = PROP_TITLE; i < N_PROPS; i++)
    {
      if (i == PROP_EMPTY_CHILD || i == PROP_TOOLS || i == PROP_END_CHILD)
        properties[i] = g_param_spec_object (names[i], NULL, NULL, GTK_TYPE_WIDGET, flags);
      else if (i < PROP_START_WIDTH)
        properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
      else if (i < PROP_ONE_AT_A_TIME)
        properties[i] = g_param_spec_int (names[i], NULL, NULL, 0, G_MAXINT, 0, flags);
      else
        properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, flags);
    }
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oof_list_place_class_init (OofListPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = oof_list_place_set_property;
  G_OBJECT_CLASS (klass)->dispose = oof_list_place_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (OOF_TYPE_BANNER);
  g_type_ensure (OOF_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/oofmanager/OofManager/ui/parts/oof-list-place.ui");
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, banner);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, split);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, title);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, about);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, stack);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, list);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, empty_place);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, tools_place);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, end_place);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, bar);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, state);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, save);
  gtk_widget_class_bind_template_child (widget_class, OofListPlace, discard);
}

static void
oof_list_place_init (OofListPlace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oof_list_keys_leave_with_tab (GTK_WIDGET (self->list));
}

GtkListBox *
oof_list_place_get_list (OofListPlace *self)
{
  g_return_val_if_fail (OOF_IS_LIST_PLACE (self), NULL);

  return self->list;
}

OofSplit *
oof_list_place_get_split (OofListPlace *self)
{
  g_return_val_if_fail (OOF_IS_LIST_PLACE (self), NULL);

  return self->split;
}

void
oof_list_place_show_lines (OofListPlace *self, gboolean any)
{
  g_return_if_fail (OOF_IS_LIST_PLACE (self));

  gtk_stack_set_visible_child_name (self->stack, any ? "lines" : "empty");
}

void
oof_list_place_show_banner (OofListPlace *self, const char *text)
{
  g_return_if_fail (OOF_IS_LIST_PLACE (self));

  oof_banner_show (self->banner, text, NULL);
}

void
oof_list_place_show_bar (OofListPlace *self, gboolean changed, const char *words)
{
  g_return_if_fail (OOF_IS_LIST_PLACE (self));

  gtk_revealer_set_reveal_child (self->bar, changed);
  gtk_label_set_label (self->state, words);
}
