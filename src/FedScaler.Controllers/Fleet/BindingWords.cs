namespace FedScaler.Controllers.Fleet;

/// <summary>How a federation's users call what bindings are about, for conditions and events.</summary>
/// <param name="Kind">Of the object that is the binding.</param>
/// <param name="Member">Kind of the object that is a member.</param>
/// <param name="Count">Where the user's count stands.</param>
/// <param name="NoMembers">What to mend where no member takes part at all.</param>
public sealed record BindingWords(string Kind, string Member, string Count, string NoMembers);
