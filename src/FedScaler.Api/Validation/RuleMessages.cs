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
        "give either replicas (targets that are no FedHPA) or minReplicas and/or maxReplicas (FedHPA targets)";

    public const string RaiseMaxNeedsBounds = "raiseMax needs minReplicas or maxReplicas: it raises a FedHPA's maxReplicas, and replicas leaves that alone";

    public const string TimeZoneRule = "self.matches(r'" + Patterns.TimeZone + "') && !(self in ['Local', 'localtime', 'posixrules', 'Factory'])"
        + " && !self.startsWith('posix/') && !self.startsWith('right/')";

    public const string CronRule = "self.matches(r'" + CronPatterns.Form + "') && !self.matches(r'" + CronPatterns.OutOfRange + "')";

    public const string CronForm =
        "must be five fields (minute 0-59, hour 0-23, day of month 1-31, month 1-12, weekday 0-7; steps from 1), such as 30 8 * * MON-FRI, or @hourly, @daily, @weekly, @monthly or @yearly";

    // What is no duration at all is told by its pattern.
    public const string LengthRule = "!self.matches(r'" + Patterns.Duration + "') || duration(self) <= duration('240000h')";

    public const string LongerThanNothingRule = "!self.matches(r'" + Patterns.Duration + "') || self.matches('[1-9]')";

    public const string LongerThanNothing = "must be longer than nothing: write it as 2h30m";

    public const string RangeRule = "!self.matches(r'^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}$') || " + FirstDay + " <= " + LastDay;

    public const string RangeReversed = "the range ends before it starts: give the earlier day first";

    public const string LabelKeysRule = "self.all(key, key.matches(r'" + Patterns.LabelKey + "'))";

    public const string LabelKeys =
        "keys must be label keys: an optional DNS name and a slash, then at most 63 letters, digits, -, _ and ., such as region or example.com/region";

    public const string TimeZoneForm =
        "must be an IANA time zone, such as Europe/Berlin or UTC: Windows names and Local do not mean the same on every machine";

    public const string CronTarget = "must name a FedHPA or a ReplicaBinding of fedscaler.io, or a workload, such as an apps/v1 Deployment";

    public const string CountNeedsBinding =
        "replicas is an exact count, for a ReplicaBinding or a workload: use minReplicas and maxReplicas with a FedHPA";

    public const string BoundsNeedFedHpa =
        "minReplicas and maxReplicas are bounds, for a target of kind FedHPA: use replicas with a ReplicaBinding or a workload";

    public const string WorkloadTarget =
        "must name the workload that the members run, such as an apps/v1 Deployment: a resource of fedscaler.io is none";

    public const string WorkloadTargetRule = "!self.apiVersion.startsWith('fedscaler.io/')";

    public const string MetricSource =
        "needs the field of its own name beside it: resource, containerResource, pods, object or external";

    public const string MetricSources =
        "a metric is of one type: keep the one of resource, containerResource, pods, object and external that type names, and give the others as metrics of their own";

    public const string ResourceTarget = "needs either averageUtilization or averageValue: give one of them";

    public const string PodsTarget = "needs averageValue: a metric of pods is averaged over them";

    public const string ExternalTarget = "needs either value or averageValue: give one of them";

    public const string ObjectTarget = "needs type Value with value, or type AverageValue with averageValue";

    // One that was made before there was this rule has a status, and can go on to be written to: it is refused at run time, with a condition.
    public const string HubNameRule = "self.metadata.name != '" + ApiResources.HubName + "' || has(self.status)";

    public const string HubName = "a member must not be named hub, as metrics and logs call the hub itself: create it with another metadata.name";

    public const string ScaleInTarget =
        "must name an apps/v1 Deployment or StatefulSet, or a CloneSet or StatefulSet of apps.kruise.io";

    public const string ScaleInImmutable = "spec cannot be changed: delete this ScaleIn and create another";

    // As numbers: the server cannot tell how long the strings are that come out of a string, and prices comparing them accordingly.
    private const string FirstDay = "int(self.substring(0, 4)) * 10000 + int(self.substring(5, 7)) * 100 + int(self.substring(8, 10))";

    private const string LastDay = "int(self.substring(11, 15)) * 10000 + int(self.substring(16, 18)) * 100 + int(self.substring(19, 21))";
}
