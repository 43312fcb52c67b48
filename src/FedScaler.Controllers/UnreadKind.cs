using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers;

/// <summary>Says of a kind of ours on the hub why it is not known.</summary>
public static class UnreadKind
{
    /// <summary>What stands in the way of reading it, and the mend; null where it has been read, or nothing has gone wrong yet.</summary>
    public static string? Why(IInformer informer)
    {
        if (informer.Status is not { Synced: false, LastError: { } error }) return null;
        var mend = error switch
        {
            _ when error.StartsWith("404 ", StringComparison.Ordinal) => $"; apply the chart's crds/: the CustomResourceDefinition {informer.Resource} is missing",
            _ when error.StartsWith("403 ", StringComparison.Ordinal) => $"; grant the service list and watch on {informer.Resource}",
            _ => "",
        };
        return $"the hub's {informer.Resource} can't be listed: {error}{mend}";
    }
}
