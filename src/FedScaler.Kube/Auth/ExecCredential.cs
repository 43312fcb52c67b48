using System.Text.Json.Serialization;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Auth;

/// <summary>client.authentication.k8s.io ExecCredential: told to a plugin in KUBERNETES_EXEC_INFO, and what it answers.</summary>
internal sealed class ExecCredential
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "ExecCredential";

    public ExecRequest? Spec { get; set; }

    public ExecAnswer? Status { get; set; }

    internal sealed class ExecRequest
    {
        public bool Interactive { get; set; }
    }

    internal sealed class ExecAnswer
    {
        public string? Token { get; set; }

        [JsonConverter(typeof(TimeConverter))]
        public DateTimeOffset? ExpirationTimestamp { get; set; }

        public string? ClientCertificateData { get; set; }

        public string? ClientKeyData { get; set; }
    }
}
