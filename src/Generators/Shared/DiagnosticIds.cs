namespace RayNet.Roslyn;

/// <summary>The ids of RayNet's diagnostics. An id is never used again for something else.</summary>
internal static class DiagnosticIds
{
    internal const string Inaccessible = "RN1001";
    internal const string ParameterNotRemote = "RN1002";
    internal const string OpenGeneric = "RN1003";
    internal const string TypeCannotTravel = "RN1004";
    internal const string TypeContainsItself = "RN1005";
    internal const string DuplicateId = "RN1006";
    internal const string NameClash = "RN1007";
    internal const string InvalidOption = "RN1008";
    internal const string InvalidConcurrencyGroup = "RN1009";
    internal const string ReturnTypeNotRemote = "RN1010";
    internal const string InvalidActorClass = "RN1011";
    internal const string SuppliedParameterMisused = "RN1012";
    internal const string SplitReturnsWithoutTuple = "RN1013";
    internal const string NotAnOrdinaryMethod = "RN1014";
    internal const string InvalidStartup = "RN1015";
    internal const string InvalidTaskClass = "RN1016";
    internal const string InvalidRpcMember = "RN1017";
    internal const string DiscardedReference = "RN2001";
    internal const string WaitInSubmitLoop = "RN2002";
    internal const string FetchedToPassOn = "RN2003";
    internal const string BlockingWait = "RN2004";
    internal const string ActorDeadlock = "RN2005";
}
