using FedScaler.Api.Common;
using FedScaler.Kube.Models;

namespace FedScaler.Cron.Explain;

/// <summary>What schedules act on.</summary>
internal sealed record TargetKey(string Kind, string Namespace, string Name)
{
    /// <summary>Where no namespace is given, kubectl's own default.</summary>
    private const string DefaultNamespace = "default";

    public static TargetKey Of(ScaleTargetRef target, ObjectMeta from) => new(target.Kind, from.Namespace ?? DefaultNamespace, target.Name);

    public static TargetKey Of(string kind, ObjectMeta own) => new(kind, own.Namespace ?? DefaultNamespace, own.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
