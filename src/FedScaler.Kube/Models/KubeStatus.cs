namespace FedScaler.Kube.Models;

/// <summary>meta/v1 Status of a refusal.</summary>
public sealed record KubeStatus(int Code, string Reason, string Message, IReadOnlyList<StatusCause> Causes);

/// <summary>One cause: which field, and what of it.</summary>
public sealed record StatusCause(string Reason, string Field, string Message);
