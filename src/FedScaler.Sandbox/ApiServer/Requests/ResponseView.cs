namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>The form in which a client wants objects.</summary>
internal enum ResponseView
{
    Object,
    Table,
    PartialMetadata,
}
