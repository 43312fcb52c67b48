namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>Lets a change of heart about a member stand only when it has lasted (pkg/controllers/status/cluster_condition_cache.go).</summary>
internal sealed class Reachability
{
    /// <summary>--cluster-failure-threshold and --cluster-success-threshold.</summary>
    private static readonly TimeSpan Threshold = TimeSpan.FromSeconds(30);

    private bool? _seen;
    private DateTimeOffset _since;

    /// <summary>Whether the member counts as reached.</summary>
    /// <param name="reached">Whether it was, this time.</param>
    /// <param name="said">What its Ready condition says so far; null when it has none yet.</param>
    public bool Judge(bool reached, bool? said, DateTimeOffset now)
    {
        if (_seen is null || said is null)
        {
            _seen = reached;
            return reached;
        }

        if (_seen != reached) (_seen, _since) = (reached, now);
        return reached != said && now < _since + Threshold ? said.Value : reached;
    }
}
