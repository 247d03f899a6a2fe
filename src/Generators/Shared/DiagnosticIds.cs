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
    internal const string InvalidExposure = "RN1018";
    internal const string ExposedNameTaken = "RN1019";
    internal const string BareActorCall = "RN1020";
    internal const string NotGenerated = "RN1021";
    internal const string DiscardedReference = "RN2001";
    internal const string WaitInSubmitLoop = "RN2002";
    internal const string FetchedToPassOn = "RN2003";
    internal const string BlockingWait = "RN2004";
    internal const string ActorDeadlock = "RN2005";
    internal const string StaticState = "RN2006";
    internal const string ReturnsOwnState = "RN2007";
    internal const string UnsynchronizedState = "RN2008";
    internal const string LargeArgument = "RN2009";
    internal const string SubmissionOrder = "RN2010";
    internal const string ReturnsPut = "RN2011";
    internal const string DiscardedHandle = "RN2012";
    internal const string StaticReference = "RN2013";
    internal const string FormattedReference = "RN2014";
    internal const string UnboundedSubmission = "RN2015";
    internal const string StreamReadTwice = "RN2016";
    internal const string LostMutation = "RN2017";
    internal const string ProcessOrThread = "RN2018";
    internal const string WaitWithoutLimit = "RN2019";
    internal const string MissingToken = "RN2020";
    internal const string ListBuiltInLoop = "RN2021";
    internal const string FineGrainedCall = "RN2022";
    internal const string RetryRepeatsEffect = "RN2023";
    internal const string RestartLosesState = "RN2024";
    internal const string StateHoldsReference = "RN2026";
    internal const string BreaksCalls = "RN3001";
    internal const string BreaksValues = "RN3002";
    internal const string NotRecorded = "RN3003";
    internal const string UselessLine = "RN3004";
}
