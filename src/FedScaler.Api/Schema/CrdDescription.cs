using FedScaler.Kube.Models;

namespace FedScaler.Api.Schema;

/// <summary>What a CRD says beyond the fields of its type.</summary>
/// <param name="Type">The C# type of the whole object.</param>
/// <param name="Scalable">Whether it has the scale subresource, at .spec.replicas, .status.replicas and .status.selector.</param>
public sealed record CrdDescription(
    ResourceType Resource, Type Type, string ShortName, IReadOnlyList<PrinterColumn> Columns, bool Scalable = false);
