using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;

namespace FedScaler.Controllers.CronHpas;

/// <summary>What CronHPAs act on, as they name it.</summary>
/// <param name="ApiVersion">Of the kind; without its version where the group is fedscaler.io.</param>
/// <param name="Kind">FedHPA or ReplicaBinding of fedscaler.io, or the kind of a workload.</param>
public readonly record struct ScheduleTarget(string ApiVersion, string Kind, string Namespace, string Name)
{
    public bool IsFedHpa => ApiVersion == ApiResources.Group && Kind == ApiResources.FedHpas.Kind;

    /// <summary>The reference that names it.</summary>
    public ScaleTargetRef Reference => new() { ApiVersion = ApiVersion == ApiResources.Group ? ApiResources.ApiVersion : ApiVersion, Kind = Kind, Name = Name };

    /// <param name="ns">Of whoever names it.</param>
    public static ScheduleTarget Of(string? ns, ScaleTargetRef reference) =>
        new(reference.Group == ApiResources.Group ? ApiResources.Group : reference.ApiVersion, reference.Kind, ns ?? "", reference.Name);

    public static ScheduleTarget Of(FedHpa resource) => new(ApiResources.Group, ApiResources.FedHpas.Kind, resource.Metadata.Namespace ?? "", resource.Metadata.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
