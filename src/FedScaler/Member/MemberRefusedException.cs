namespace FedScaler.Members;

/// <summary>What was asked for is not done; each message names what is wrong and what would mend it.</summary>
internal sealed class MemberRefusedException(params IReadOnlyList<string> messages) : Exception(string.Join("; ", messages))
{
    public IReadOnlyList<string> Messages => messages;
}
