namespace FedScaler.Runtime.Metrics;

/// <summary>What is counted of the requests to one API server. Its series start at zero.</summary>
internal sealed class ApiMetrics
{
    public const string Success = "2xx";

    private const string Canceled = "canceled";

    // As RBAC has them.
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "apply", "delete"];

    private static readonly string[] Reasons = ["conflict", "forbidden", "refused", "throttled", "server", "timeout", "unreachable"];

    private readonly RuntimeMetrics _metrics;
    private readonly KeyValuePair<string, object?> _cluster;

    public ApiMetrics(RuntimeMetrics metrics, string cluster)
    {
        _metrics = metrics;
        _cluster = new(MetricNames.Cluster, cluster);
        foreach (var verb in Verbs) _metrics.ApiRequests.Add(0, _cluster, new("verb", verb), new("code", Success));
        foreach (var reason in Reasons) _metrics.ApiErrors.Add(0, _cluster, new("reason", reason));
    }

    public void Count(string verb, string code)
    {
        _metrics.ApiRequests.Add(1, _cluster, new("verb", verb), new("code", code));
        if (code is not (Success or Canceled)) _metrics.ApiErrors.Add(1, _cluster, new("reason", ReasonOf(code)));
    }

    public void Took(string verb, TimeSpan time) => _metrics.ApiDuration.Record(time.TotalSeconds, _cluster, new("verb", verb));

    private static string ReasonOf(string code) => code switch
    {
        "401" or "403" => "forbidden",
        "409" => "conflict",
        "429" => "throttled",
        ['5', _, _] => "server",
        "timeout" or "unreachable" => code,
        _ => "refused",
    };
}
