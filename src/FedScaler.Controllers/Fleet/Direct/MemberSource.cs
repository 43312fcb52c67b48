using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>What a member is to be connected to with. Closed.</summary>
internal abstract record MemberSource
{
    private MemberSource()
    {
    }

    /// <summary>The Secrets have not been read yet: nothing follows from a Secret that is not to be seen.</summary>
    public sealed record Pending(string Why) : MemberSource;

    public sealed record Refused(MemberRefusal Refusal) : MemberSource;

    /// <param name="Version">Changes whenever the content does.</param>
    /// <param name="Where">Secret and key, for messages.</param>
    public sealed record Kubeconfig(string Version, string Where, byte[] Content) : MemberSource
    {
        public ConnectionSource ToConnection() => new(Version, Where, StoredCredential.Read(Content)?.Bound);

        /// <summary>Without the content, which is a credential.</summary>
        public override string ToString() => Where;
    }
}
