namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is read of metadata. Setters, not init: source generation loses init defaults (dotnet/runtime#84484).</summary>
internal sealed class MetaFields
{
    public string Name { get; set; } = "";

    public string? Namespace { get; set; }

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public long? Generation { get; set; }
}
