namespace RayNet.Generators.Calls;

/// <summary>How entry points of one kind look: of tasks, of actor methods or of actor creation.</summary>
/// <param name="OptionsType">The type of the options parameter.</param>
/// <param name="OptionsName">Its name where a parameter of the user is called "options".</param>
/// <param name="OptionsSummary">What it is documented with.</param>
/// <param name="Receiver">The name of the extension's receiver; <see langword="null"/> for static members.</param>
/// <param name="CreatedType">The class that the call creates an actor of; <see langword="null"/> for other calls.</param>
internal sealed record CallSite(string OptionsType, string OptionsName, string OptionsSummary, string? Receiver, string? CreatedType)
{
    internal static readonly CallSite Task = new(
        "global::RayNet.TaskOptions",
        "taskOptions",
        "Options of this call. What is <see langword=\"null\"/> is taken from the attribute.",
        Receiver: null,
        CreatedType: null);

    internal static CallSite ActorMethod(string receiver) => new(
        "global::RayNet.CallOptions",
        "callOptions",
        "Options of this call. What is <see langword=\"null\"/> is taken from the method's attribute, then from the actor.",
        receiver,
        CreatedType: null);

    internal static CallSite Creation(string createdType) => new(
        "global::RayNet.ActorOptions",
        "actorOptions",
        "Options of this actor. What is <see langword=\"null\"/> is taken from the attribute.",
        Receiver: null,
        createdType);
}
