"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from django.db import connection

from network.common.classification import classify, technical

# Our own editorial pages, then the tables of Wagtail: only operators write there.
classify(
    "home.SitePage",
    person="locked_by owner",
    technical="id path depth numchild translation_key locale latest_revision live has_unpublished_changes first_published_at last_published_at live_revision go_live_at expire_at expired locked locked_at title draft_title slug content_type url_path latest_revision_created_at alias_of show_in_menus seo_title search_description",
)
classify(
    "home.HomePage",
    technical="sitepage_ptr claim promise common_searches buying_title buying_note buying_steps selling_title selling_note"
    " selling_steps evidence_title evidence_text",
)
classify("home.TextPage", technical="sitepage_ptr introduction body")
classify("home.TextListPage", technical="sitepage_ptr introduction newest_first")
classify(
    "wagtailusers.UserProfile",
    person="user avatar submitted_notifications approved_notifications rejected_notifications"
    " updated_comments_notifications preferred_language current_time_zone dismissibles theme contrast density"
    " keyboard_shortcuts",
    technical="id",
    of_person="user",
)
classify(
    "wagtailadmin.EditingSession",
    person="user",
    technical="id content_type object_id last_seen_at is_editing",
    of_person="user",
)
classify(
    "wagtailadmin.FormState",
    person="user data",
    technical="id content_type object_id parent_object_id last_updated_at",
    of_person="user",
)
classify(
    "wagtailcore.APIToken",
    person="user name",
    technical="id key_hash prefix created revoked_at last_used_at",
    of_person="user",
    withheld="key_hash prefix",
)
classify(
    "wagtailcore.Comment",
    person="user text resolved_by",
    technical="id page contentpath position created_at updated_at revision_created resolved_at",
    of_person="user",
)
classify(
    "wagtailcore.CommentReply",
    person="user text",
    technical="id comment created_at updated_at",
    of_person="user",
)
classify("wagtailcore.PageSubscription", person="user", technical="id page comment_notifications", of_person="user")
classify(
    "wagtailcore.ModelLogEntry",
    person="user label data",
    technical="id content_type action timestamp uuid revision content_changed deleted object_id",
    mentions="label data",
)
classify(
    "wagtailcore.PageLogEntry",
    person="user data",
    technical="id content_type label action timestamp uuid revision content_changed deleted page",
    mentions="data",
)
classify(
    "wagtailcore.Revision",
    person="user",
    technical="id content_type base_content_type object_id created_at object_str content approved_go_live_at",
)
classify(
    "wagtailcore.TaskState",
    person="finished_by comment",
    technical="id workflow_state revision task status started_at finished_at content_type",
    mentions="comment",
)
classify(
    "wagtailcore.WorkflowState",
    person="requested_by",
    technical="id content_type base_content_type object_id workflow status created_at current_task_state",
)
classify(
    "wagtailcore.UploadedFile",
    person="uploaded_by_user",
    technical="id for_content_type file",
)
classify(
    "wagtaildocs.Document",
    person="uploaded_by_user",
    technical="id collection title file created_at file_size file_hash",
)
classify(
    "wagtailimages.Image",
    person="uploaded_by_user",
    technical="id collection title file description width height created_at focal_point_x focal_point_y"
    " focal_point_width focal_point_height file_size file_hash",
)
technical(
    "simple_translation.SimpleTranslation",
    "wagtailadmin.Admin",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.CollectionViewRestriction_groups",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.Locale",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Site",
    "wagtailcore.Task",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowTask",
    "wagtailimages.Rendition",
    "wagtailsearch.IndexEntry",
)
if connection.vendor == "sqlite":  # Wagtail has this model there only
    technical("wagtailsearch.SQLiteFTSIndexEntry")
