namespace FedScaler.Status;

/// <summary>How it is printed.</summary>
internal enum StatusFormat
{
    Table,
    Wide,
    Json,
}
