namespace FedScaler.Kube.Models;

/// <summary>One cause: which field, and what of it.</summary>
public sealed record StatusCause(string Reason, string Field, string Message);
