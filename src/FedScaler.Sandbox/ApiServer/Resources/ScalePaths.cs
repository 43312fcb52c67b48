namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>Where an object keeps what its scale subresource shows.</summary>
/// <param name="Selector">Path of the selector's text; null where the kind's spec.selector is a LabelSelector instead.</param>
internal sealed record ScalePaths(string[] SpecReplicas, string[] StatusReplicas, string[]? Selector, bool SelectorIsObject)
{
    /// <summary>The paths of Deployment, ReplicaSet and StatefulSet.</summary>
    public static readonly ScalePaths Workload = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"], SelectorIsObject: true);

    /// <summary>Reads a path of the form <c>.spec.replicas</c>.</summary>
    public static string[] Path(string dotted) => dotted.TrimStart('.').Split('.');
}
