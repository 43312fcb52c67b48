namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>Who writes, and how: what tells the entries of managedFields apart.</summary>
/// <param name="Operation">Apply or Update.</param>
internal sealed record FieldWriter(string Manager, string Operation, string ApiVersion, string Subresource)
{
    public const string Apply = "Apply";
    public const string Update = "Update";
}
