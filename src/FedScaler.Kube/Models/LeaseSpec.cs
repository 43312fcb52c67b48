using System.Text.Json.Serialization;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Models;

/// <summary>Who holds a lease, since when and for how long.</summary>
public sealed class LeaseSpec
{
    /// <summary>Empty or null once released.</summary>
    public string? HolderIdentity { get; set; }

    public int? LeaseDurationSeconds { get; set; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; set; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; set; }

    public int? LeaseTransitions { get; set; }
}
