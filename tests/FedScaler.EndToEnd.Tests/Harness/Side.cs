namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Which kind of cluster.</summary>
internal enum Side
{
    Hub,
    Member,
}
