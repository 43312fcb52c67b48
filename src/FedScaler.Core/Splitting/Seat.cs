namespace FedScaler.Core.Splitting;

/// <summary>A member at the table: one that answers, may be written to and takes part in the sharing.</summary>
/// <param name="Blocked">Pods could not be scheduled there: it is given no more for a while.</param>
/// <param name="Recent">It was given room for demand less than a cooldown ago.</param>
/// <param name="Granted">The largest maximum that it can rightly have; see <see cref="MemberMemory.Granted"/>.</param>
internal readonly record struct Seat(MemberSnapshot Member, bool Blocked = false, bool Recent = false, long Granted = long.MaxValue)
{
    /// <summary>What may not be taken from it for others' demand: what runs, what it wants, its floor.</summary>
    public long Claimed => Math.Min(Member.Ceiling, Math.Max(Math.Max(Member.Runs, Member.Wants), Math.Max(Member.Floor, 1)));

    /// <summary>What a giver keeps above its claim as long as needs can be met without: a tenth of what it runs, at least 1.</summary>
    public long Reserve => Math.Max(1, (Member.Runs + 9L) / 10);

    /// <summary>The most that it can use for demand; unknown capacity can use none.</summary>
    public long Usable => Blocked || Member.Fit is null ? 0 : Math.Min(Math.Min(Member.Wants, Member.Fit.Value), Member.Ceiling);

    /// <summary>
    /// What it is taken to hold. Unknown capacity moves nothing: such a member holds what it runs and what it was already
    /// given, no more and no less.
    /// </summary>
    public long Fit => Member.Fit ?? Math.Max(Member.Runs, Member.Share?.Max ?? 0);
}
