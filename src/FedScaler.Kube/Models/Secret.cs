namespace FedScaler.Kube.Models;

/// <summary>core/v1 Secret. Never logged: it has no ToString that shows data.</summary>
public sealed class Secret
{
    public string ApiVersion { get; set; } = "v1";

    public string Kind { get; set; } = "Secret";

    public ObjectMeta Metadata { get; set; } = new();

    public string? Type { get; set; }

    /// <summary>Values by key, decoded from base64.</summary>
    public Dictionary<string, byte[]>? Data { get; set; }
}
