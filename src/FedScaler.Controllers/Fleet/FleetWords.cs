namespace FedScaler.Controllers.Fleet;

/// <summary>How a federation's users call what a fleet is made of, for conditions and events.</summary>
/// <param name="Member">Kind of the object that is a member.</param>
/// <param name="Add">What is done to get another, as a verb.</param>
public sealed record FleetWords(string Member, string Add);
