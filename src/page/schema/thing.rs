//! The types of schema.org that pages use, with the fields that the program knows. What is not known is left out.

use serde::Serialize;

/// What a page is about.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(in crate::page) enum Thing {
    /// 当前位置
    BreadcrumbList(BreadcrumbList),
    /// A list.
    Dataset(Box<Dataset>),
    /// Courses of one kind by one institution.
    Course(Box<Course>),
    /// 主办单位
    GovernmentOrganization(GovernmentOrganization),
}

/// 当前位置
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct BreadcrumbList {
    /// Its steps, from the home page on.
    pub(super) item_list_element: Vec<ListItem>,
}

/// A step of 当前位置.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub(in crate::page) struct ListItem {
    /// Which one it is, from 1.
    pub(super) position: u32,
    /// What it is called.
    pub(super) name: String,
    /// Its whole address; none for the page itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<String>,
}

/// 主办单位
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct GovernmentOrganization {
    /// Its name.
    pub(super) name: String,
    /// Its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    /// 联系电话
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) telephone: Option<String>,
    /// 地址
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<String>,
    /// For which place it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) area_served: Option<String>,
}

/// A list, or several that stand on one page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct Dataset {
    /// Its title.
    pub(super) name: String,
    /// What is in it, in a sentence.
    pub(super) description: String,
    /// Its page, as a whole address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    /// The list's lasting name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) identifier: Option<String>,
    /// The revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
    /// The day it was first published on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    /// The day it last changed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
    /// The place it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) spatial_coverage: Option<String>,
    /// Who made it; none within a collection, where it is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) creator: Option<GovernmentOrganization>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<GovernmentOrganization>,
    /// Its downloads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) distribution: Vec<DataDownload>,
    /// The lists of a collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) has_part: Vec<Dataset>,
}

/// A download.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct DataDownload {
    /// The file's name.
    pub(super) name: String,
    /// Its media type.
    pub(super) encoding_format: &'static str,
    /// Its size in bytes.
    pub(super) content_size: String,
    /// Its SHA-256.
    pub(super) sha256: String,
    /// Its whole address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content_url: Option<String>,
}

/// Courses of one kind by one institution.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct Course {
    /// 课程(阶段)
    pub(super) name: String,
    /// What it is, in a sentence.
    pub(super) description: String,
    /// 承办机构
    pub(super) provider: Organization,
    /// Its classes.
    pub(super) has_course_instance: Vec<CourseInstance>,
}

/// An institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "@type")]
pub(in crate::page) struct Organization {
    /// Its name.
    pub(super) name: String,
}

/// One class.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(in crate::page) struct CourseInstance {
    /// 班次编号
    pub(super) identifier: String,
    /// 开班日期
    pub(super) start_date: String,
    /// 结业日期
    pub(super) end_date: String,
    /// 地点
    pub(super) location: Place,
    /// `blended` where some hours are online, `onsite` where none are; none where the list does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) course_mode: Option<&'static str>,
    /// 总学时
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) course_workload: Option<String>,
    /// 计划人数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum_attendee_capacity: Option<u32>,
    /// 计划人数 less 已报人数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remaining_attendee_capacity: Option<u32>,
    /// Whether it takes place.
    pub(super) event_status: &'static str,
}

/// Where a class is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub(in crate::page) struct Place {
    /// 地点
    pub(super) name: String,
}
