namespace FedScaler.Migrate;

/// <summary>Nothing is done; each message names the object and the field, what is wrong, and what would mend it.</summary>
internal sealed class MigrationRefusedException(params IReadOnlyList<string> messages) : Exception(string.Join("; ", messages))
{
    public IReadOnlyList<string> Messages => messages;
}
