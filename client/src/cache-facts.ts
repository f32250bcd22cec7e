// Made from schema.graphql by npm run client:documents.
export const POSSIBLE_TYPES: Readonly<Record<string, string[]>> = {
  "Node": [
    "ApiKey",
    "AuditEntry",
    "BillingMonth",
    "ConsultingBlock",
    "ConsultingOrder",
    "ConsultingUsage",
    "Contract",
    "Customer",
    "DecisionRecord",
    "Event",
    "Incident",
    "NamedContact",
    "Plan",
    "Provider",
    "Satellite",
    "WebhookDelivery",
    "WebhookEndpoint"
  ],
  "UserError": [
    "InvalidInputError",
    "LimitReachedError",
    "OutsideWindowError",
    "RuleError"
  ]
};
export const VALUE_TYPES: readonly string[] = [
  "AddIncidentNotePayload",
  "AddNamedContactPayload",
  "ApiKeyConnection",
  "ApiKeyEdge",
  "AuditChange",
  "AuditEntryConnection",
  "AuditEntryEdge",
  "AwaitCustomerPayload",
  "BookConsultingBlockPayload",
  "CancelConsultingBlockPayload",
  "CancelContractPayload",
  "ChangePlanPayload",
  "ChannelTerms",
  "CloseBillingMonthPayload",
  "CloseIncidentPayload",
  "ConsultingBlockConnection",
  "ConsultingBlockEdge",
  "ConsultingTotal",
  "ConsultingUsageConnection",
  "ConsultingUsageEdge",
  "ContractConnection",
  "ContractEdge",
  "ContractSnapshot",
  "ContractYear",
  "CorrectIncidentPayload",
  "CreateApiKeyPayload",
  "CreateCustomerPayload",
  "CreateWebhookEndpointPayload",
  "CustomerConnection",
  "CustomerEdge",
  "DecisionFact",
  "DecisionRecordConnection",
  "DecisionRecordEdge",
  "DecommissionSatellitePayload",
  "DeleteWebhookEndpointPayload",
  "DeliverConsultingBlockPayload",
  "EntitlementDecision",
  "EscalateIncidentPayload",
  "EventConnection",
  "EventEdge",
  "GiveNoticePayload",
  "Holiday",
  "IncidentConnection",
  "IncidentEdge",
  "IncidentEvent",
  "InvalidInputError",
  "LimitReachedError",
  "LinkBugPayload",
  "Money",
  "Notice",
  "NoticeConsequence",
  "NoticePreview",
  "OpenIncidentPayload",
  "OrderAdditionalConsultingPayload",
  "OrderContractPayload",
  "OutsideWindowError",
  "PageInfo",
  "PlanChangePreview",
  "PlanFeature",
  "PlanFit",
  "PlanFitConnection",
  "PlanFitEdge",
  "PlanTerms",
  "Product",
  "ProductSupport",
  "ProviderText",
  "Quota",
  "QuotaReportRow",
  "RecordFirstResponsePayload",
  "RedeliverEventsPayload",
  "RegisterSatellitePayload",
  "Release",
  "RemoveNamedContactPayload",
  "ReopenIncidentPayload",
  "ReplaceNamedContactPayload",
  "ReportKey",
  "ResolveIncidentPayload",
  "ResponseReportRow",
  "ResponseTarget",
  "ResumeContractPayload",
  "ResumeIncidentPayload",
  "ReverseConsultingBlockPayload",
  "ReverseConsultingOrderPayload",
  "RevokeApiKeyPayload",
  "RollApiKeyPayload",
  "RotateWebhookSecretPayload",
  "RuleError",
  "RuleOutcome",
  "ScheduledPlanChange",
  "SendTestEventPayload",
  "ServiceWindow",
  "SignedMoney",
  "SupportAddress",
  "SupportLines",
  "SuspendContractPayload",
  "Suspension",
  "TimelineEvent",
  "UpdateConsultingBlockPayload",
  "UpdateCustomerPayload",
  "UpdateNamedContactPayload",
  "UpdateWebhookEndpointPayload",
  "Viewer",
  "VoidIncidentPayload",
  "WebhookDeliveryConnection",
  "WebhookDeliveryEdge",
  "WhatIf",
  "WhatIfContact",
  "WhatIfExtraBlock",
  "WhatIfOpening",
  "WhatIfRefusedIncident",
  "WhatIfResponseTarget",
  "WhatIfSatellite",
  "WithdrawNoticePayload",
  "WithdrawPlanChangePayload"
];
export const VALUE_LISTS: Readonly<Record<string, readonly string[]>> = {
  "AddIncidentNotePayload": [
    "userErrors"
  ],
  "AddNamedContactPayload": [
    "userErrors"
  ],
  "ApiKeyConnection": [
    "edges"
  ],
  "AuditEntry": [
    "changes"
  ],
  "AuditEntryConnection": [
    "edges"
  ],
  "AwaitCustomerPayload": [
    "userErrors"
  ],
  "BookConsultingBlockPayload": [
    "userErrors"
  ],
  "CancelConsultingBlockPayload": [
    "userErrors"
  ],
  "CancelContractPayload": [
    "userErrors"
  ],
  "ChangePlanPayload": [
    "userErrors"
  ],
  "CloseBillingMonthPayload": [
    "userErrors"
  ],
  "CloseIncidentPayload": [
    "userErrors"
  ],
  "ConsultingBlockConnection": [
    "edges"
  ],
  "ConsultingUsageConnection": [
    "edges",
    "totals"
  ],
  "Contract": [
    "notices",
    "timeline"
  ],
  "ContractConnection": [
    "edges"
  ],
  "CorrectIncidentPayload": [
    "userErrors"
  ],
  "CreateApiKeyPayload": [
    "userErrors"
  ],
  "CreateCustomerPayload": [
    "userErrors"
  ],
  "CreateWebhookEndpointPayload": [
    "userErrors"
  ],
  "CustomerConnection": [
    "edges"
  ],
  "DecisionRecord": [
    "facts",
    "rules",
    "userErrors"
  ],
  "DecisionRecordConnection": [
    "edges"
  ],
  "DecommissionSatellitePayload": [
    "userErrors"
  ],
  "DeleteWebhookEndpointPayload": [
    "userErrors"
  ],
  "DeliverConsultingBlockPayload": [
    "userErrors"
  ],
  "EntitlementDecision": [
    "rules",
    "userErrors"
  ],
  "EscalateIncidentPayload": [
    "userErrors"
  ],
  "EventConnection": [
    "edges"
  ],
  "GiveNoticePayload": [
    "userErrors"
  ],
  "Incident": [
    "history"
  ],
  "IncidentConnection": [
    "edges"
  ],
  "LinkBugPayload": [
    "userErrors"
  ],
  "NoticePreview": [
    "consequences",
    "userErrors"
  ],
  "OpenIncidentPayload": [
    "userErrors"
  ],
  "OrderAdditionalConsultingPayload": [
    "userErrors"
  ],
  "OrderContractPayload": [
    "userErrors"
  ],
  "Plan": [
    "channelTerms",
    "features",
    "responseTargets",
    "serviceWindows"
  ],
  "PlanChangePreview": [
    "userErrors"
  ],
  "PlanFitConnection": [
    "edges",
    "nodes"
  ],
  "Product": [
    "releases"
  ],
  "Provider": [
    "holidays",
    "products",
    "texts"
  ],
  "QuotaReportRow": [
    "key"
  ],
  "RecordFirstResponsePayload": [
    "userErrors"
  ],
  "RedeliverEventsPayload": [
    "userErrors"
  ],
  "RegisterSatellitePayload": [
    "userErrors"
  ],
  "RemoveNamedContactPayload": [
    "userErrors"
  ],
  "ReopenIncidentPayload": [
    "userErrors"
  ],
  "ReplaceNamedContactPayload": [
    "userErrors"
  ],
  "ResolveIncidentPayload": [
    "userErrors"
  ],
  "ResponseReportRow": [
    "key"
  ],
  "ResumeContractPayload": [
    "userErrors"
  ],
  "ResumeIncidentPayload": [
    "userErrors"
  ],
  "ReverseConsultingBlockPayload": [
    "userErrors"
  ],
  "ReverseConsultingOrderPayload": [
    "userErrors"
  ],
  "RevokeApiKeyPayload": [
    "userErrors"
  ],
  "RollApiKeyPayload": [
    "userErrors"
  ],
  "RotateWebhookSecretPayload": [
    "userErrors"
  ],
  "SendTestEventPayload": [
    "userErrors"
  ],
  "SupportLines": [
    "allLines",
    "firstLine"
  ],
  "SuspendContractPayload": [
    "userErrors"
  ],
  "UpdateConsultingBlockPayload": [
    "userErrors"
  ],
  "UpdateCustomerPayload": [
    "userErrors"
  ],
  "UpdateNamedContactPayload": [
    "userErrors"
  ],
  "UpdateWebhookEndpointPayload": [
    "userErrors"
  ],
  "VoidIncidentPayload": [
    "userErrors"
  ],
  "WebhookDeliveryConnection": [
    "edges"
  ],
  "WhatIf": [
    "extraConsultingBlocks",
    "namedContactsWithoutRoom",
    "openings",
    "otherResponseTargets",
    "refusedIncidents",
    "satellitesWithoutRoom"
  ],
  "WhatIfContact": [
    "reasons"
  ],
  "WhatIfExtraBlock": [
    "reasons"
  ],
  "WhatIfOpening": [
    "reasons"
  ],
  "WhatIfRefusedIncident": [
    "reasons"
  ],
  "WhatIfSatellite": [
    "reasons"
  ],
  "WithdrawNoticePayload": [
    "userErrors"
  ],
  "WithdrawPlanChangePayload": [
    "userErrors"
  ],
  "Query": [
    "quotaReport",
    "responseReport"
  ]
};
