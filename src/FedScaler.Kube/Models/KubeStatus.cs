namespace FedScaler.Kube.Models;

/// <summary>meta/v1 Status of a refusal.</summary>
public sealed record KubeStatus(int Code, string Reason, string Message, IReadOnlyList<StatusCause> Causes);
