using FedScaler.Api.Common;

namespace FedScaler.Api.Validation;

/// <summary>Messages of the rules that the API server holds in CEL and the validators in C#: the same words in both places.</summary>
public static class RuleMessages
{
    public const string MinAboveMax = "minReplicas must not be above maxReplicas: lower the one or raise the other";

    public const string ZeroMinNeedsMetric =
        "minReplicas 0 needs a metric of type Object or External: add one, or set minReplicas to 1 or more";

    public const string SelectorValues =
        "operators In and NotIn need values, Exists and DoesNotExist must have none: add or remove values";

    public const string EndAndDuration = "end and duration exclude each other: remove one";

    public const string RuleEffect =
        "give either replicas (ReplicaBinding targets) or minReplicas and/or maxReplicas (FedHPA targets)";

    public const string RaiseMaxNeedsBounds = "raiseMax needs minReplicas or maxReplicas: it raises a FedHPA's maxReplicas, and replicas leaves that alone";

    public const string TimeZoneRule = "self.matches('" + Patterns.TimeZone + "') && self != 'Local'";

    public const string TimeZoneForm =
        "must be an IANA time zone, such as Europe/Berlin or UTC: Windows names and Local do not mean the same on every machine";

    public const string CronTarget = "must name a FedHPA or a ReplicaBinding of fedscaler.io";

    public const string CountNeedsBinding =
        "replicas is an exact count, for a target of kind ReplicaBinding: use minReplicas and maxReplicas with a FedHPA";

    public const string BoundsNeedFedHpa =
        "minReplicas and maxReplicas are bounds, for a target of kind FedHPA: use replicas with a ReplicaBinding";

    public const string ScaleInTarget =
        "must name an apps/v1 Deployment or StatefulSet, or a CloneSet or StatefulSet of apps.kruise.io";

    public const string ScaleInImmutable = "spec cannot be changed: delete this ScaleIn and create another";
}
