using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>What the renewal remembers of one member. Its own reconcile changes it, one at a time; anyone may read it.</summary>
internal sealed class CredentialMemory
{
    private volatile CredentialState? _state;
    private volatile bool _isJudged;

    /// <summary>Null while nothing is known, and where the credential has no end that is known.</summary>
    public CredentialState? State => _state;

    /// <summary>False until the credential was looked at: until then what was last said of it stands.</summary>
    public bool IsJudged => _isJudged;

    /// <summary>Renewals that failed since the last that did not.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last one failed.</summary>
    public string? Trouble { get; set; }

    /// <summary>When the next may be tried.</summary>
    public DateTimeOffset TryAt { get; set; }

    /// <summary>Our last write of the Secret, until the cache has it.</summary>
    public WriteMark? Written { get; set; }

    /// <summary>Takes note; true when that is news.</summary>
    public bool Judge(CredentialState? state)
    {
        var isNews = !_isJudged || state != _state;
        (_state, _isJudged) = (state, true);
        return isNews;
    }

    public void Forget() => (Failures, Trouble, TryAt) = (0, null, default);
}
